from django.urls import path

from sessions.views import cloture, pilotage, suivi, tache, vie

SESSION = "pilotage/sessions/<int:pk>/"

urlpatterns = [
    path(SESSION, pilotage.SessionCockpitView.as_view(), name="session_cockpit"),
    path(f"{SESSION}inscriptions/", suivi.SessionInscriptionsView.as_view(), name="session_inscriptions"),
    path(f"{SESSION}ouvrir/", vie.SessionOuvrirView.as_view(), name="session_ouvrir"),
    path(f"{SESSION}confirmer/", vie.SessionConfirmerView.as_view(), name="session_confirmer"),
    path(f"{SESSION}reporter/", vie.SessionReporterView.as_view(), name="session_reporter"),
    path(f"{SESSION}redater/", vie.SessionRedaterView.as_view(), name="session_redater"),
    path(f"{SESSION}annuler/", vie.SessionAnnulerView.as_view(), name="session_annuler"),
    path(f"{SESSION}cloturer/", cloture.SessionCloturerView.as_view(), name="session_cloturer"),
    path(f"{SESSION}archiver/", vie.SessionArchiverView.as_view(), name="session_archiver"),
    path(f"{SESSION}dossier/", suivi.SessionDossierView.as_view(), name="session_dossier"),
    path("pilotage/sessions/taches/<int:pk>/cocher/", tache.TacheCocherView.as_view(), name="tache_cocher"),
    path("pilotage/sessions/taches/<int:pk>/reprendre/", tache.TacheReprendreView.as_view(), name="tache_reprendre"),
    path("pilotage/sessions/taches/<int:pk>/ecarter/", tache.TacheEcarterView.as_view(), name="tache_ecarter"),
    path("pilotage/taches/", tache.ModeleTacheListView.as_view(), name="modele_tache_list"),
    path("pilotage/taches/nouvelle/", tache.ModeleTacheCreateView.as_view(), name="modele_tache_create"),
    path("pilotage/taches/<int:pk>/", tache.ModeleTacheUpdateView.as_view(), name="modele_tache_update"),
    path("pilotage/taches/<int:pk>/retirer/", tache.ModeleTacheRetirerView.as_view(), name="modele_tache_retirer"),
    path("reinscription/<str:jeton>/", vie.ReinscriptionView.as_view(), name="reinscription"),
]

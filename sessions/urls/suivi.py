from django.urls import path

from sessions.views import cloture, formateur, pilotage, suivi, tache, vie

SESSION = "pilotage/sessions/<int:pk>/"
FORMATEUR = "pilotage/formateurs/<int:pk>/"

urlpatterns = [
    path(SESSION, pilotage.SessionCockpitView.as_view(), name="session_cockpit"),
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
    path("pilotage/formateurs/", formateur.FormateurListView.as_view(), name="formateur_list"),
    path(FORMATEUR, formateur.FormateurDetailView.as_view(), name="formateur_detail"),
    path(f"{FORMATEUR}fiche/", formateur.FormateurUpdateView.as_view(), name="formateur_update"),
    path(f"{FORMATEUR}cv/", formateur.FormateurCvView.as_view(), name="formateur_cv"),
    path(f"{FORMATEUR}titres/", formateur.TitreCreateView.as_view(), name="titre_create"),
    path(f"{FORMATEUR}enseignements/", formateur.EnseignementCreateView.as_view(), name="enseignement_create"),
    path(f"{FORMATEUR}entretiens/", formateur.EntretienCreateView.as_view(), name="entretien_create"),
    path("pilotage/formateurs/titres/<int:pk>/copie/", formateur.TitreFichierView.as_view(), name="titre_fichier"),
    path("pilotage/formateurs/titres/<int:pk>/verifier/", formateur.TitreVerifierView.as_view(), name="titre_verifier"),
    path("pilotage/formateurs/titres/<int:pk>/retirer/", formateur.TitreRetirerView.as_view(), name="titre_retirer"),
    path(
        "pilotage/formateurs/enseignements/<int:pk>/retirer/",
        formateur.EnseignementRetirerView.as_view(),
        name="enseignement_retirer",
    ),
    path("reinscription/<str:jeton>/", vie.ReinscriptionView.as_view(), name="reinscription"),
]

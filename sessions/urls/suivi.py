from django.urls import path

from sessions.views import cloture, pilotage, suivi, vie

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
    path("reinscription/<str:jeton>/", vie.ReinscriptionView.as_view(), name="reinscription"),
]

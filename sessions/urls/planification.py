from django.urls import path

from sessions.views import cloture, lieu, pilotage, planification

urlpatterns = [
    path("pilotage/sessions/", pilotage.SessionPilotageView.as_view(), name="session_pilotage"),
    path("pilotage/sessions/nouvelle/", planification.SessionCreateView.as_view(), name="session_create"),
    path(
        "pilotage/sessions/nouvelle/recapitulatif/",
        planification.SessionRecapitulatifView.as_view(),
        name="session_recapitulatif",
    ),
    path(
        "pilotage/sessions/nouvelle/<slug:etape>/",
        planification.SessionCreateView.as_view(),
        name="session_create_etape",
    ),
    path("pilotage/sessions/<int:pk>/", pilotage.SessionCockpitView.as_view(), name="session_cockpit"),
    path("pilotage/sessions/<int:pk>/modifier/", pilotage.SessionUpdateView.as_view(), name="session_update"),
    path("pilotage/sessions/<int:pk>/ouvrir/", pilotage.SessionOuvrirView.as_view(), name="session_ouvrir"),
    path("pilotage/sessions/<int:pk>/annuler/", pilotage.SessionAnnulerView.as_view(), name="session_annuler"),
    path("pilotage/sessions/<int:pk>/cloturer/", cloture.SessionCloturerView.as_view(), name="session_cloturer"),
    path("pilotage/lieux/", lieu.LieuListView.as_view(), name="lieu_list"),
    path("pilotage/lieux/nouveau/", lieu.LieuCreateView.as_view(), name="lieu_create"),
    path("pilotage/lieux/<int:pk>/", lieu.LieuUpdateView.as_view(), name="lieu_update"),
]

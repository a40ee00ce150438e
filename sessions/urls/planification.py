from django.urls import path

from sessions.views import lieu, pilotage, planification

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
    path("pilotage/sessions/<int:pk>/modifier/", planification.SessionUpdateView.as_view(), name="session_update"),
    path("pilotage/lieux/", lieu.LieuListView.as_view(), name="lieu_list"),
    path("pilotage/lieux/nouveau/", lieu.LieuCreateView.as_view(), name="lieu_create"),
    path("pilotage/lieux/<int:pk>/", lieu.LieuUpdateView.as_view(), name="lieu_update"),
]

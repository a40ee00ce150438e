from django.urls import path

from sessions.views import indisponibilite, lieu, pilotage, planification, planning, serie

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
    path("pilotage/sessions/<int:pk>/dupliquer/", serie.SessionDupliquerView.as_view(), name="session_dupliquer"),
    path("pilotage/sessions/<int:pk>/serie/", serie.SessionSerieView.as_view(), name="session_serie"),
    path("pilotage/sessions/<int:pk>/deplacer/", serie.SessionDeplacerView.as_view(), name="session_deplacer"),
    path("pilotage/planning/", planning.PlanningView.as_view(), name="planning"),
    path("pilotage/lieux/", lieu.LieuListView.as_view(), name="lieu_list"),
    path("pilotage/lieux/nouveau/", lieu.LieuCreateView.as_view(), name="lieu_create"),
    path("pilotage/lieux/<int:pk>/", lieu.LieuDetailView.as_view(), name="lieu_detail"),
    path("pilotage/lieux/<int:pk>/modifier/", lieu.LieuUpdateView.as_view(), name="lieu_update"),
    path("animation/indisponibilites/", indisponibilite.IndisponibiliteListView.as_view(), name="indisponibilite_list"),
    path(
        "animation/indisponibilites/nouvelle/",
        indisponibilite.IndisponibiliteCreateView.as_view(),
        name="indisponibilite_create",
    ),
    path(
        "animation/indisponibilites/<int:pk>/retirer/",
        indisponibilite.IndisponibiliteRetirerView.as_view(),
        name="indisponibilite_retirer",
    ),
]

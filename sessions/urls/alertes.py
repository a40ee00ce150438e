from django.urls import path

from sessions.views import alerte

urlpatterns = [
    path("alertes/", alerte.AlerteListView.as_view(), name="alerte_list"),
    path("alertes/programme/<slug:code>/", alerte.AlerteCreateView.as_view(), name="alerte_programme"),
    path("alertes/theme/<slug:code>/", alerte.AlerteCreateView.as_view(sujet="theme"), name="alerte_theme"),
    path("alertes/<int:pk>/arreter/", alerte.AlerteArreterView.as_view(), name="alerte_arreter"),
    path("alertes/<str:jeton>/", alerte.AlerteLienView.as_view(), name="alerte_lien"),
]

from django.urls import path

from certificats.views import modele

urlpatterns = [
    path("pilotage/certificats/modeles/", modele.ModeleListView.as_view(), name="modele_list"),
    path("pilotage/certificats/modeles/<slug:genre>/", modele.ModeleUpdateView.as_view(), name="modele_update"),
]

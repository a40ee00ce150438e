"""The addresses of the house, one module for each workplace."""

from besoins.urls import (
    analyses,
    besoins,
    campagnes,
    catalogue,
    codages,
    echanges,
    enquetes,
    ingenierie,
    rapports,
    reponses,
    resultats,
    tracabilite,
    veille,
)

app_name = "besoins"

urlpatterns = [
    *enquetes.urlpatterns,
    *campagnes.urlpatterns,
    *echanges.urlpatterns,
    *resultats.urlpatterns,
    *rapports.urlpatterns,
    *analyses.urlpatterns,
    *codages.urlpatterns,
    *reponses.urlpatterns,
    *veille.urlpatterns,
    *besoins.urlpatterns,
    *ingenierie.urlpatterns,
    *catalogue.urlpatterns,
    *tracabilite.urlpatterns,
]

"""The addresses of the house, one module for each workplace."""

from besoins.urls import (
    analyses,
    besoins,
    campagnes,
    catalogue,
    codages,
    commentaires,
    donnees,
    echanges,
    echanges_programmes,
    enquetes,
    ingenierie,
    plans,
    rapports,
    reponses,
    ressources,
    resultats,
    tracabilite,
    veille,
    versions,
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
    *commentaires.urlpatterns,
    *ingenierie.urlpatterns,
    *versions.urlpatterns,
    *plans.urlpatterns,
    *echanges_programmes.urlpatterns,
    *catalogue.urlpatterns,
    *donnees.urlpatterns,
    *tracabilite.urlpatterns,
    *ressources.urlpatterns,
]

from django.urls import path

from academie.diffusion.donnees import CollectionCsvView, CollectionView, ObjetView
from besoins.resources.programme import PROGRAMMES

urlpatterns = [
    path("donnees/v1/programmes.json", CollectionView.as_view(jeu=PROGRAMMES), name="donnees_programmes"),
    path("donnees/v1/programmes.csv", CollectionCsvView.as_view(jeu=PROGRAMMES), name="donnees_programmes_csv"),
    path(
        "donnees/v1/programmes/<slug:identifiant>.json",
        ObjetView.as_view(jeu=PROGRAMMES),
        name="donnees_programme",
    ),
]

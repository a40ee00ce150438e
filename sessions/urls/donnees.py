from django.urls import path

from academie.diffusion.donnees import CollectionCsvView, CollectionView, ObjetView
from sessions.resources.session import SESSIONS

urlpatterns = [
    path("donnees/v1/sessions.json", CollectionView.as_view(jeu=SESSIONS), name="donnees_sessions"),
    path("donnees/v1/sessions.csv", CollectionCsvView.as_view(jeu=SESSIONS), name="donnees_sessions_csv"),
    path("donnees/v1/sessions/<int:identifiant>.json", ObjetView.as_view(jeu=SESSIONS), name="donnees_session"),
]

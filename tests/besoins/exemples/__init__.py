"""Addresses of this house that need an object: `{url name: function(distribution) -> kwargs}`, one module a workplace."""

from tests.besoins.atelier import EXEMPLES_INGENIERIE
from tests.besoins.exemples import (
    analyses,
    besoins,
    campagnes,
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

EXEMPLES = {**EXEMPLES_INGENIERIE}
for lieu in (
    enquetes,
    campagnes,
    codages,
    commentaires,
    echanges,
    ressources,
    resultats,
    rapports,
    analyses,
    reponses,
    veille,
    besoins,
    ingenierie,
    versions,
    plans,
    echanges_programmes,
    tracabilite,
    donnees,
):
    EXEMPLES |= lieu.EXEMPLES

"""Full text in French, with the same results on PostgreSQL and on SQLite (ADR 8)."""

from academie.recherche.champ import NomsField, RechercheField
from academie.recherche.index import tenir_les_index
from academie.recherche.mots import mots, noms
from academie.recherche.requete import MOTS_MAXIMUM, chercher, chercher_noms, pertinence

__all__ = [
    "MOTS_MAXIMUM",
    "NomsField",
    "RechercheField",
    "chercher",
    "chercher_noms",
    "mots",
    "noms",
    "pertinence",
    "tenir_les_index",
]

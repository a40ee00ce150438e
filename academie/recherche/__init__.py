"""Full text in French, with the same results on PostgreSQL and on SQLite (ADR 8)."""

from academie.recherche.champ import RechercheField
from academie.recherche.index import tenir_les_index
from academie.recherche.mots import mots
from academie.recherche.requete import chercher, pertinence

__all__ = ["RechercheField", "chercher", "mots", "pertinence", "tenir_les_index"]

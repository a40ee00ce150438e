from dataclasses import dataclass

from django.http import QueryDict

from besoins.models import Enquete, Rapport
from besoins.queries.filtres import Filtre


@dataclass(frozen=True)
class LigneRapport:
    """A report and the filters that it was made with, in words."""

    rapport: Rapport
    filtres: list[str]


def rapports_de(enquete: Enquete) -> list[LigneRapport]:
    """The reports of a survey, latest first."""
    rapports = enquete.rapports.select_related("par").order_by("-demande_le", "-pk")
    return [LigneRapport(rapport, _mots(enquete, rapport.requete)) for rapport in rapports]


def _mots(enquete: Enquete, requete: str) -> list[str]:
    return [str(phrase["libelle"]) for phrase in Filtre.depuis(QueryDict(requete), enquete).phrases] if requete else []

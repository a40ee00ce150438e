from dataclasses import dataclass
from datetime import date

from academie.branchements.accueil import VITRINES, Figure, Ligne, apports
from academie.branchements.catalogue import Suggestion


@dataclass(frozen=True)
class Accueil:
    a_faire: list[Ligne]
    a_venir: list[Ligne]
    figures: list[Figure]
    suggestions: list[Suggestion]


def accueil_de(utilisateur) -> Accueil:
    """Gather what every house has for this person, nearest deadline first, lines without one last."""
    recus = apports(utilisateur)
    return Accueil(
        a_faire=sorted((ligne for apport in recus for ligne in apport.a_faire), key=_echeance),
        a_venir=sorted((ligne for apport in recus for ligne in apport.a_venir), key=_echeance),
        figures=[figure for apport in recus for figure in apport.figures],
        suggestions=[suggestion for apport in recus for suggestion in apport.suggestions],
    )


def _echeance(ligne: Ligne) -> date:
    return ligne.echeance or date.max


def vitrines() -> list[dict]:
    """What each house shows a visitor: a template and its context."""
    return [{"gabarit": gabarit, "contexte": contexte} for gabarit, contexte in (vitrine() for vitrine in VITRINES)]

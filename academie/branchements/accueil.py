from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from academie.branchements.catalogue import Suggestion


@dataclass(frozen=True)
class Ligne:
    """One line of the home page: one fact, one action."""

    libelle: str
    url: str
    echeance: date | None = None
    detail: str = ""
    maison: str = "academie"


@dataclass(frozen=True)
class Figure:
    """A figure with what it counts."""

    valeur: str
    libelle: str
    url: str = ""


@dataclass(frozen=True)
class Apport:
    """What a house brings to a person's home page."""

    a_faire: Iterable[Ligne] = ()
    a_venir: Iterable[Ligne] = ()
    figures: Iterable[Figure] = ()
    suggestions: Iterable[Suggestion] = ()


FOURNISSEURS: list[Callable[..., Apport]] = []
# For visitors: what the public home page shows of a house, as (template, context) pairs.
VITRINES: list[Callable[[], tuple[str, dict]]] = []


def apports(utilisateur) -> list[Apport]:
    return [fournisseur(utilisateur) for fournisseur in FOURNISSEURS]

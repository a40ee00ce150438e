from collections.abc import Callable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Changement:
    """A rule that would take another value from a day."""

    cle: str
    valeur: int
    depuis: date


@dataclass(frozen=True)
class Effet:
    """What it would change for one thing to come, and for how many people."""

    libelle: str
    url: str
    avant: str
    apres: str
    personnes: int = 0


# Each house says what a change of its rules does to what is open; None for a rule that is not its own.
EFFETS: list[Callable[[Changement], list[Effet] | None]] = []


def effets(changement: Changement) -> list[Effet] | None:
    """What would change; None when the rule only concerns what comes."""
    for maison in EFFETS:
        if (trouves := maison(changement)) is not None:
            return trouves
    return None

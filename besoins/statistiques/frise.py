"""Where the squares of a timeline go: one row an axis, one column a month, the count written in its square."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

LARGEUR = 360
COTE, PAS = 13, 15
LIBELLE, RANGEE = 15, 36
INITIALES = "JFMAMJJASOND"
# The more signals, the darker; the figure in the square says how many.
TEINTES = ((1, 0.15), (2, 0.3), (4, 0.45), (8, 0.6))


@dataclass(frozen=True, slots=True)
class Carre:
    x: int
    y: int
    nombre: int
    teinte: float

    @property
    def milieu(self) -> float:
        return self.x + COTE / 2


@dataclass(frozen=True, slots=True)
class Rangee:
    libelle: str
    bas: int
    carres: list[Carre]


@dataclass(frozen=True, slots=True)
class Frise:
    hauteur: int
    rangees: list[Rangee]
    mois: list[tuple[float, str]]
    annees: list[tuple[int, int]]

    @property
    def pied(self) -> int:
        return self.hauteur - 20


def mois_jusqu_a(dernier: date, nombre: int) -> list[date]:
    """The first days of `nombre` months, the month of `dernier` being the last."""
    rang = dernier.year * 12 + dernier.month - 1
    return [date(r // 12, r % 12 + 1, 1) for r in range(rang - nombre + 1, rang + 1)]


def dessiner_frise(mois: Sequence[date], comptes: Sequence[tuple[str, Sequence[int]]]) -> Frise:
    """Lay the rows from top to bottom. `comptes` are (label, one count a month); 24 months at most fit."""
    rangees = [
        Rangee(
            libelle,
            rang * RANGEE + LIBELLE - 3,
            [Carre(_x(i), rang * RANGEE + LIBELLE + 2, nombre, teinte(nombre)) for i, nombre in enumerate(nombres)],
        )
        for rang, (libelle, nombres) in enumerate(comptes)
    ]
    annees = [(_x(i), jour.year) for i, jour in enumerate(mois) if i == 0 or jour.month == 1]
    if len(annees) > 1 and annees[1][0] - annees[0][0] < 3 * PAS:
        annees = annees[1:]
    initiales = [(_x(i) + COTE / 2, INITIALES[jour.month - 1]) for i, jour in enumerate(mois)]
    return Frise(len(comptes) * RANGEE + 32, rangees, initiales, annees)


def teinte(nombre: int) -> float:
    """The opacity of a square: none without signal, then by steps."""
    return max((opacite for seuil, opacite in TEINTES if nombre >= seuil), default=0.0)


def _x(rang: int) -> int:
    return rang * PAS

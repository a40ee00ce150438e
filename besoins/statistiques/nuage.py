"""Where the points of an importance × mastery plot go, in units of a drawing 360 units wide.

Both axes have the same span, so that the line of equal scores is at 45°. Points bear numbers, set where they hide nothing:
the legend gives their names.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from math import ceil, floor

from besoins.statistiques.quadrants import Croix

LARGEUR = 360
GAUCHE, DROITE, HAUT, BAS = 36, 350, 10, 324
HAUTEUR = BAS + 40
RAYON = 4
GRADUATIONS = 6
CHIFFRE, LIGNE = 7, 12  # a digit's width, a line's height
PRES, LOIN = (12, 18, 26, 36, 48), 18


@dataclass(frozen=True, slots=True)
class Point:
    """A point and its number; `trait` leads from a number set far away."""

    numero: int
    x: int
    y: int
    texte_x: int
    texte_y: int
    trait: bool


@dataclass(frozen=True, slots=True)
class Nuage:
    """`graduations` are (x, y, value); the cross-hairs and the diagonal are there when asked for."""

    points: list[Point]
    graduations: list[tuple[int, int, str]]
    croix: tuple[int, int] | None
    diagonale: bool


def placer(
    moyennes: Sequence[tuple[float, float]], minimum: float, maximum: float, croix: Croix | None = None
) -> Nuage:
    """Lay points given as (mean importance, mean mastery) within a scale; numbers follow their order, from 1.

    With `croix` the cross-hairs are drawn, without it the diagonal. Raises ValueError without any point.
    """
    if not moyennes:
        raise ValueError("il faut au moins un point")
    valeurs = [valeur for moyenne in moyennes for valeur in moyenne]
    valeurs += [croix.importance, croix.maitrise] if croix else []
    debut, fin = max(minimum, floor(2 * min(valeurs) - 0.2) / 2), min(maximum, ceil(2 * max(valeurs) + 0.2) / 2)

    def _x(maitrise: float) -> int:
        return round(GAUCHE + (maitrise - debut) / (fin - debut) * (DROITE - GAUCHE))

    def _y(importance: float) -> int:
        return round(BAS - (importance - debut) / (fin - debut) * (BAS - HAUT))

    pas = 0.5 if fin - debut <= GRADUATIONS / 2 else ceil((fin - debut) / GRADUATIONS)
    rangs = range(ceil(debut / pas), floor(fin / pas) + 1)
    return Nuage(
        points=_numeroter([(_x(maitrise), _y(importance)) for importance, maitrise in moyennes]),
        graduations=[(_x(rang * pas), _y(rang * pas), f"{rang * pas:g}".replace(".", ",")) for rang in rangs],
        croix=(_x(croix.maitrise), _y(croix.importance)) if croix else None,
        diagonale=croix is None,
    )


def _numeroter(places: list[tuple[int, int]]) -> list[Point]:
    """Set each number as near its point as the other points and numbers allow."""
    prises: list[Boite] = [(x - RAYON, y - RAYON, x + RAYON, y + RAYON) for x, y in places]
    points = []
    for numero, (x, y) in enumerate(places, start=1):
        demi = CHIFFRE * len(str(numero)) / 2 + 1
        for rayon, (dx, dy) in product(PRES, _DIRECTIONS):
            boite = _boite(x + dx * rayon, y + dy * rayon, demi)
            if _dedans(boite) and not any(_touche(boite, prise) for prise in prises):
                break
        else:
            rayon, boite = PRES[0], _boite(x, y - PRES[0], demi)
        prises.append(boite)
        points.append(Point(numero, x, y, round(boite[0] + demi), round(boite[3]) - 2, rayon >= LOIN))
    return points


_DIRECTIONS = [(1, 0), (-1, 0), (0, -1), (0, 1), (0.8, -0.8), (-0.8, -0.8), (0.8, 0.8), (-0.8, 0.8)]
Boite = tuple[float, float, float, float]


def _boite(x: float, y: float, demi: float) -> Boite:
    return (x - demi, y - LIGNE / 2, x + demi, y + LIGNE / 2)


def _dedans(boite: Boite) -> bool:
    return boite[0] >= GAUCHE and boite[2] <= DROITE + 8 and boite[1] >= HAUT - 8 and boite[3] <= BAS


def _touche(une: Boite, autre: Boite) -> bool:
    return une[0] < autre[2] and autre[0] < une[2] and une[1] < autre[3] and autre[1] < une[3]

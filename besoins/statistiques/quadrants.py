"""Importance-performance analysis: where an item falls, and on which side of the line of equal scores.

Martilla, J. A. & James, J. C. (1977), "Importance-performance analysis", Journal of Marketing 41(1) 77-79. The line of
equal scores: Bacon, D. R. (2003), "A comparison of approaches to importance-performance analysis", International Journal
of Market Research 45(1) 55-71.
"""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from statistics import fmean, median


class Quadrant(StrEnum):
    CONCENTRER = "concentrer"  # important, little mastered
    MAINTENIR = "maintenir"  # important, mastered
    SECONDAIRE = "secondaire"  # less important, little mastered
    EXCES = "exces"  # less important, mastered


class Cote(StrEnum):
    """Side of the line importance = mastery."""

    BESOIN = "besoin"
    ACQUIS = "acquis"
    INDECIS = "indecis"


@dataclass(frozen=True, slots=True)
class Croix:
    """Where the cross-hairs stand, in steps of the scale."""

    importance: float
    maitrise: float


def croix_moyennes(points: Collection[tuple[float, float]]) -> Croix:
    """Data-centred cross-hairs: the means over the items of mean importance and of mean mastery.

    `points` are (mean importance, mean mastery), one an item. Raises ValueError without any item.
    """
    return _croix(points, fmean)


def croix_medianes(points: Collection[tuple[float, float]]) -> Croix:
    """Data-centred cross-hairs that one extreme item does not move: medians over the items. Raises ValueError without any item."""
    return _croix(points, median)


def croix_milieu(minimum: float, maximum: float) -> Croix:
    """Scale-centred cross-hairs: (minimum + maximum) / 2 on both axes."""
    return Croix((minimum + maximum) / 2, (minimum + maximum) / 2)


def quadrant(importance: float, maitrise: float, croix: Croix) -> Quadrant:
    """The quadrant of an item; on a cross-hair it counts as high."""
    if importance >= croix.importance:
        return Quadrant.MAINTENIR if maitrise >= croix.maitrise else Quadrant.CONCENTRER
    return Quadrant.EXCES if maitrise >= croix.maitrise else Quadrant.SECONDAIRE


def cote(bas: float, haut: float) -> Cote:
    """Side of the diagonal, from the interval [`bas`, `haut`] of importance − mastery, in steps of the scale.

    A need when the whole interval is above zero, an asset when it is wholly below, undecided otherwise.
    """
    if bas > 0:
        return Cote.BESOIN
    return Cote.ACQUIS if haut < 0 else Cote.INDECIS


def _croix(points, centre) -> Croix:
    if not points:
        raise ValueError("il faut au moins un item")
    importances, maitrises = zip(*points, strict=True)
    return Croix(centre(importances), centre(maitrises))

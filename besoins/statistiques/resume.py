"""Summaries of answers from their counts, so that one GROUP BY is enough for any number of answers.

Quartiles are R's type 7 (Hyndman, R. & Fan, Y. (1996), "Sample quantiles in statistical packages",
The American Statistician 50(4) 361-365), the default of R, NumPy and spreadsheets.
"""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Generic, TypeVar

from besoins.statistiques.proportion import Proportion

Cle = TypeVar("Cle")


@dataclass(frozen=True, slots=True)
class ResumeNombres:
    """Five-number summary of `total` answers, in the unit of the question."""

    total: int
    minimum: float
    q1: float
    mediane: float
    q3: float
    maximum: float


@dataclass(frozen=True, slots=True)
class LigneOption(Generic[Cle]):
    """An option and the share of the people asked who chose it."""

    option: Cle
    proportion: Proportion


def resumer_nombres(effectifs: Mapping[float, int]) -> ResumeNombres | None:
    """Summary of number or scale answers given as value → count; None when nobody answered.

    Raises ValueError on a negative count.
    """
    if any(effectif < 0 for effectif in effectifs.values()):
        raise ValueError("un effectif n’est jamais négatif")
    valeurs = sorted(valeur for valeur, effectif in effectifs.items() if effectif)
    if not valeurs:
        return None
    cumuls = list(accumulate(effectifs[valeur] for valeur in valeurs))
    return ResumeNombres(
        total=cumuls[-1],
        minimum=valeurs[0],
        q1=_quantile(valeurs, cumuls, 1),
        mediane=_quantile(valeurs, cumuls, 2),
        q3=_quantile(valeurs, cumuls, 3),
        maximum=valeurs[-1],
    )


def compter_options(
    options: Sequence[Cle],
    effectifs: Mapping[Cle, int],
    total: int,
    population: int | None = None,
) -> list[LigneOption[Cle]]:
    """One line per option in the order given, unchosen ones included.

    `total` is how many people answered the question, not how many ticks: in a multiple choice the
    shares add up to more than 1. Raises ValueError when an option counts more people than `total`.
    """
    return [LigneOption(option, Proportion(effectifs.get(option, 0), total, population)) for option in options]


def _quantile(valeurs: Sequence[float], cumuls: Sequence[int], quart: int) -> float:
    """The `quart`-th quartile: linear between the two order statistics around (n−1)·quart/4."""
    rang, reste = divmod((cumuls[-1] - 1) * quart, 4)
    bas = valeurs[bisect_right(cumuls, rang)]
    if not reste:
        return bas
    haut = valeurs[bisect_right(cumuls, rang + 1)]
    return bas + (haut - bas) * reste / 4

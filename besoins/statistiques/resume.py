"""Summaries of answers from their counts, so that one GROUP BY is enough for any number of answers.

Quartiles are R's type 7 (Hyndman, R. & Fan, Y. (1996), "Sample quantiles in statistical packages",
The American Statistician 50(4) 361-365), the default of R, NumPy and spreadsheets.
"""

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import accumulate


@dataclass(frozen=True, slots=True)
class ResumeNombres:
    """Five-number summary and mean of `total` answers, in the unit of the question."""

    total: int
    minimum: float
    q1: float
    mediane: float
    q3: float
    maximum: float
    moyenne: float


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
    total = cumuls[-1]
    aux_rangs = {rang: valeurs[bisect_left(cumuls, rang)] for rang in _rangs_des_quartiles(total)}
    q1, mediane, q3 = _quartiles(aux_rangs, total)
    moyenne = sum(valeur * effectifs[valeur] for valeur in valeurs) / total
    return ResumeNombres(total, valeurs[0], q1, mediane, q3, valeurs[-1], moyenne)


def _rangs_des_quartiles(total: int) -> set[int]:
    """The ranks, 1 being the smallest answer, whose values give the quartiles of `total` answers."""
    bas = {1 + (total - 1) * quart // 4 for quart in (1, 2, 3)} if total else set()
    return bas | {rang + 1 for rang in bas if rang < total}


def _quartiles(aux_rangs: Mapping[int, float], total: int) -> tuple[float, float, float]:
    """The quartiles from the values at `_rangs_des_quartiles`: linear between the ranks around 1 + (n−1)·quart/4."""
    q1, mediane, q3 = (_quartile(aux_rangs, total, quart) for quart in (1, 2, 3))
    return q1, mediane, q3


def _quartile(aux_rangs: Mapping[int, float], total: int, quart: int) -> float:
    rang, reste = divmod((total - 1) * quart, 4)
    bas = aux_rangs[rang + 1]
    return bas + (aux_rangs[rang + 2] - bas) * reste / 4 if reste else bas

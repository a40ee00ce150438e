"""Means of answers on a scale, and what changed in the same people between two of them.

Student (1908), "The probable error of a mean", Biometrika 6 1-25: the interval of a mean, and that of the mean of paired
differences, which compares each person with themselves.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import sqrt

from besoins.statistiques.proportion import NIVEAU, Intervalle


@dataclass(frozen=True, slots=True)
class Moyenne:
    """The mean of `total` answers in the unit of the scale; no interval when nothing is known of the error."""

    valeur: float
    total: int
    intervalle: Intervalle | None


@dataclass(frozen=True, slots=True)
class Progres:
    """`total` people before and after; `difference` is after − before; how many went up, stayed, went down."""

    avant: float
    apres: float
    difference: Moyenne
    montees: int
    stables: int
    descentes: int

    @property
    def total(self) -> int:
        return self.difference.total


def moyenne_des_notes(
    effectifs: Mapping[float, int], *, bornes: tuple[float, float] | None = None, niveau: float = NIVEAU
) -> Moyenne | None:
    """The mean of answers given as value → count, its interval kept within `bornes`; None when nobody answered.

    No interval for fewer than two answers, nor when all are the same.
    """
    total = sum(effectifs.values())
    if not total:
        return None
    moyenne = sum(valeur * n for valeur, n in effectifs.items()) / total
    ecarts = sum(n * (valeur - moyenne) ** 2 for valeur, n in effectifs.items())
    if total < 2 or len([n for n in effectifs.values() if n]) < 2:
        return Moyenne(moyenne, total, None)
    from scipy.special import stdtrit

    demi = float(stdtrit(total - 1, (1 + niveau) / 2)) * sqrt(ecarts / (total - 1) / total)
    bas, haut = bornes or (float("-inf"), float("inf"))
    return Moyenne(moyenne, total, Intervalle(max(bas, moyenne - demi), min(haut, moyenne + demi)))


def progres(paires: Iterable[tuple[float, float]], *, etendue: float | None = None) -> Progres | None:
    """What changed in each person, from (before, after); None without any pair. `etendue` is the width of the scale."""
    paires = list(paires)
    ecarts = Counter(apres - avant for avant, apres in paires)
    bornes = None if etendue is None else (-etendue, etendue)
    difference = moyenne_des_notes(ecarts, bornes=bornes)
    if difference is None:
        return None
    return Progres(
        avant=sum(avant for avant, _apres in paires) / len(paires),
        apres=sum(apres for _avant, apres in paires) / len(paires),
        difference=difference,
        montees=sum(n for ecart, n in ecarts.items() if ecart > 0),
        stables=ecarts[0],
        descentes=sum(n for ecart, n in ecarts.items() if ecart < 0),
    )

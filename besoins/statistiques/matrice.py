"""The paired answers of one item, importance × mastery, as counts: what every score of a matrix starts from.

Counts are enough: no score needs to know who said what, and one GROUP BY gives them for any number of answers. They may
be weights (sums of the weights of the respondents), then every share and mean is weighted.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

Couple = tuple[float | None, float | None]


@dataclass(frozen=True, slots=True)
class Resume:
    """What the scores are made of. Each field is a number, or an array of draws (`reechantillonnage`).

    `importance`, `maitrise`: means in steps of the scale. `moins`, `plus`: shares in [0, 1] of the respondents whose
    mastery is below, above the importance they give; None when nobody gave both.
    """

    importance: Any
    maitrise: Any
    moins: Any = None
    plus: Any = None


@dataclass(frozen=True)
class Matrice:
    """`effectifs[(importance, mastery)]` respondents, one of the two maybe None (not answered)."""

    effectifs: Mapping[Couple, float]

    def __post_init__(self) -> None:
        if any(effectif < 0 for effectif in self.effectifs.values()):
            raise ValueError("un effectif n’est jamais négatif")

    @cached_property
    def paires(self) -> dict[tuple[float, float], float]:
        """Respondents who gave both scores, in the order of the scores: the order of the answers changes nothing."""
        gardees = [
            ((float(i), float(m)), n) for (i, m), n in self.effectifs.items() if i is not None and m is not None and n
        ]
        return dict(sorted(gardees))

    @cached_property
    def importances(self) -> dict[float, float]:
        """Importance → respondents: of the pairs, or of everybody when no pair is known."""
        return _marge((i, n) for (i, _m), n in self._lus)

    @cached_property
    def maitrises(self) -> dict[float, float]:
        return _marge((m, n) for (_i, m), n in self._lus)

    @property
    def _lus(self) -> Iterable[tuple[Couple, float]]:
        return (self.paires or self.effectifs).items()

    @property
    def est_appariee(self) -> bool:
        """Whether somebody gave both scores: without that, only what the two margins tell can be computed."""
        return bool(self.paires)

    @property
    def total(self) -> float:
        """n: the respondents who gave both scores; without any, the smaller of the two margins."""
        if self.est_appariee:
            return sum(self.paires.values())
        return min(sum(self.importances.values()), sum(self.maitrises.values()))

    @property
    def incomplets(self) -> float:
        """Respondents who gave one score only: left out as soon as there are pairs."""
        return sum(n for (i, m), n in self.effectifs.items() if (i is None) != (m is None))

    @property
    def moins(self) -> float:
        """Respondents whose mastery is below the importance they give: those who express the need."""
        return sum(n for (i, m), n in self.paires.items() if m < i)

    @property
    def plus(self) -> float:
        return sum(n for (i, m), n in self.paires.items() if m > i)

    @cached_property
    def ecarts(self) -> dict[float, float]:
        """Importance − mastery → respondents."""
        return _marge((i - m, n) for (i, m), n in self.paires.items())


def resumer(matrice: Matrice) -> Resume | None:
    """Means and shares of an item: Σ value·n / Σ n, in steps of the scale; None when one of the two scores has no answer."""
    if not matrice.total:
        return None
    moyennes = moyenne(matrice.importances), moyenne(matrice.maitrises)
    if not matrice.est_appariee:
        return Resume(*moyennes)
    return Resume(*moyennes, moins=matrice.moins / matrice.total, plus=matrice.plus / matrice.total)


def moyenne(effectifs: Mapping[float, float]) -> float:
    """Σ value·n / Σ n. Raises ZeroDivisionError without any answer."""
    return sum(valeur * n for valeur, n in effectifs.items()) / sum(effectifs.values())


def _marge(lignes: Iterable[tuple[float | None, float]]) -> dict[float, float]:
    effectifs: dict[float, float] = {}
    for valeur, n in lignes:
        if valeur is not None and n:
            effectifs[float(valeur)] = effectifs.get(float(valeur), 0) + n
    return dict(sorted(effectifs.items()))

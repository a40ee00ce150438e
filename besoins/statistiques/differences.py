"""Differences between two independent groups of respondents: two waves of a survey, two régions.

Shares: Newcombe, R. G. (1998), "Interval estimation for the difference between independent proportions", Statistics in
Medicine 17 873-890, method 10. Means: Welch, B. L. (1947), "The generalization of Student's problem", Biometrika 34 28-35.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt

from besoins.statistiques.matrice import moyenne
from besoins.statistiques.proportion import NIVEAU, Intervalle, Proportion


@dataclass(frozen=True, slots=True)
class Difference:
    """Second − first, and its 95 % interval, in the unit of what is compared."""

    valeur: float
    intervalle: Intervalle

    @property
    def est_nette(self) -> bool:
        """Whether the interval leaves zero out."""
        return self.intervalle.bas > 0 or self.intervalle.haut < 0


def difference_de_parts(premiere: Proportion, seconde: Proportion) -> Difference | None:
    """p₂ − p₁, in [−1, 1], with Newcombe's interval made of the two Wilson intervals; None when one has no answer.

    bounds: d − √((p₂−l₂)² + (u₁−p₁)²) and d + √((u₂−p₂)² + (p₁−l₁)²).
    """
    if premiere.valeur is None or seconde.valeur is None:
        return None
    un, deux = premiere.intervalle, seconde.intervalle
    d = seconde.valeur - premiere.valeur
    bas = d - sqrt((seconde.valeur - deux.bas) ** 2 + (un.haut - premiere.valeur) ** 2)
    haut = d + sqrt((deux.haut - seconde.valeur) ** 2 + (premiere.valeur - un.bas) ** 2)
    return Difference(d, Intervalle(bas, haut))


def difference_de_moyennes(
    premiers: Mapping[float, float], seconds: Mapping[float, float], niveau: float = NIVEAU
) -> Difference | None:
    """x̄₂ − x̄₁ in the unit of the values, with Welch's interval, from value → respondents.

    None when a group has fewer than two answers, or when neither varies: nothing is then known of the error.
    """
    n1, n2 = sum(premiers.values()), sum(seconds.values())
    if min(n1, n2) < 2:
        return None
    v1, v2 = _variance(premiers) / n1, _variance(seconds) / n2
    if not v1 + v2:
        return None
    from scipy.special import stdtrit

    liberte = (v1 + v2) ** 2 / (v1**2 / (n1 - 1) + v2**2 / (n2 - 1))
    d = moyenne(seconds) - moyenne(premiers)
    demi = float(stdtrit(liberte, (1 + niveau) / 2)) * sqrt(v1 + v2)
    return Difference(d, Intervalle(d - demi, d + demi))


def _variance(effectifs: Mapping[float, float]) -> float:
    centre = moyenne(effectifs)
    return sum(n * (valeur - centre) ** 2 for valeur, n in effectifs.items()) / (sum(effectifs.values()) - 1)

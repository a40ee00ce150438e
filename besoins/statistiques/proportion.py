"""Proportions with their Wilson interval, for a sample or for a sample of a finite population.

Sources: Wilson, E. B. (1927), "Probable inference, the law of succession, and statistical
inference", JASA 22(158) 209-212; O'Neill, B. (2021), "Mathematical properties and
finite-population correction for the Wilson score interval".
"""

from dataclasses import dataclass
from functools import cached_property
from math import sqrt
from statistics import NormalDist

NIVEAU = 0.95


@dataclass(frozen=True, slots=True)
class Intervalle:
    """Bounds of a proportion, both in [0, 1]."""

    bas: float
    haut: float


@dataclass(frozen=True)
class Proportion:
    """`effectif` answers out of `total`, in a population of `population` (None: unlimited).

    Raises ValueError when 0 ≤ effectif ≤ total ≤ population does not hold.
    """

    effectif: int
    total: int
    population: int | None = None

    def __post_init__(self) -> None:
        _verifier(self.effectif, self.total, self.population)

    @property
    def valeur(self) -> float | None:
        """Share in [0, 1]; None when nobody answered."""
        return self.effectif / self.total if self.total else None

    @property
    def pourcentage(self) -> float | None:
        """Share in per cent, not rounded; None when nobody answered."""
        return 100 * self.effectif / self.total if self.total else None

    @cached_property
    def intervalle(self) -> Intervalle:
        """Wilson interval at 95 %."""
        return intervalle_wilson(self.effectif, self.total, self.population)


def intervalle_wilson(effectif: int, total: int, population: int | None = None, niveau: float = NIVEAU) -> Intervalle:
    """Wilson score interval of `effectif` out of `total` at confidence `niveau` (in ]0, 1[).

    With `population` N, ψ = z²(N−n)/(N−1) takes the place of z²: a census has no uncertainty.
    Without any answer the interval is [0, 1]. Raises ValueError on impossible counts or level.
    """
    _verifier(effectif, total, population)
    if not 0 < niveau < 1:
        raise ValueError("le niveau de confiance est compris entre 0 et 1, bornes exclues")
    if not total:
        return Intervalle(0.0, 1.0)
    z = NormalDist().inv_cdf((1 + niveau) / 2)
    psi = z * z * correction_population_finie(total, population)
    echecs = total - effectif
    centre = (effectif + psi / 2) / (total + psi)
    demi = sqrt(psi * effectif * echecs / total + psi * psi / 4) / (total + psi)
    bas = max(0.0, centre - demi) if effectif else 0.0
    haut = min(1.0, centre + demi) if echecs else 1.0
    return Intervalle(bas, haut)


def correction_population_finie(total: int, population: int | None) -> float:
    """Factor (N−n)/(N−1) of the variance of a draw without replacement; 1 when N is unlimited."""
    if population is None:
        return 1.0
    return (population - total) / (population - 1) if population > 1 else 0.0


def _verifier(effectif: int, total: int, population: int | None) -> None:
    if not 0 <= effectif <= total:
        raise ValueError(f"effectif impossible : {effectif} sur {total}")
    if population is not None and population < total:
        raise ValueError(f"{total} réponses pour une population de {population}")

"""Proportions with their Wilson interval, for a sample or for a sample of a finite population.

Sources: Wilson, E. B. (1927), "Probable inference, the law of succession, and statistical
inference", JASA 22(158) 209-212; O'Neill, B. (2021), "Mathematical properties and
finite-population correction for the Wilson score interval". Two other intervals are there for comparison with R:
Agresti, A. & Coull, B. (1998), The American Statistician 52(2) 119-126; Newcombe, R. G. (1998), Statistics in Medicine
17 857-872, method 4.
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


def intervalle_wilson(
    effectif: float, total: float, population: int | None = None, niveau: float = NIVEAU
) -> Intervalle:
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


def intervalle_wilson_continuite(effectif: int, total: int, niveau: float = NIVEAU) -> Intervalle:
    """Wilson interval with continuity correction: both roots of |p̂ − p| − 1/2n = z·√(p(1−p)/n). R: `statpsych::ci.prop`.

    Raises ValueError on impossible counts, or without any answer.
    """
    _verifier(effectif, total, None)
    if not total:
        raise ValueError("il faut au moins une réponse")
    z, part = NormalDist().inv_cdf((1 + niveau) / 2), effectif / total

    def borne(sens: int) -> float:
        sous_racine = z * z + 2 * sens - 1 / total + 4 * part * (total * (1 - part) - sens)
        return (2 * effectif + z * z + sens * (1 + z * sqrt(sous_racine))) / (2 * (total + z * z))

    return Intervalle(borne(-1) if effectif else 0.0, borne(1) if effectif < total else 1.0)


def intervalle_wald_ajuste(effectif: int, total: int, population: int, niveau: float = NIVEAU) -> Intervalle:
    """Wald interval after two more successes and two more failures, corrected for a finite population.

    p̃ ± z·√(p̃(1−p̃)/(n+4)·(N−n)/(N−1)) with p̃ = (k+2)/(n+4), kept in [0, 1]. R: `statpsych::ci.prop.fpc`. Raises
    ValueError on impossible counts.
    """
    _verifier(effectif, total, population)
    part = (effectif + 2) / (total + 4)
    erreur = sqrt(part * (1 - part) / (total + 4) * correction_population_finie(total, population))
    demi = NormalDist().inv_cdf((1 + niveau) / 2) * erreur
    return Intervalle(max(0.0, part - demi), min(1.0, part + demi))


def correction_population_finie(total: float, population: int | None) -> float:
    """Factor (N−n)/(N−1) of the variance of a draw without replacement; 1 when N is unlimited."""
    if population is None:
        return 1.0
    return (population - total) / (population - 1) if population > 1 else 0.0


def _verifier(effectif: float, total: float, population: int | None) -> None:
    if not 0 <= effectif <= total:
        raise ValueError(f"effectif impossible : {effectif} sur {total}")
    if population is not None and population < total:
        raise ValueError(f"{total} réponses pour une population de {population}")

"""The priority of a need: reach × gap × urgency × feasibility, a weighted geometric mean of values in ]0, 1].

A geometric mean lets no criterion make up wholly for another that is near zero, and its logarithm is a sum: the
difference between two needs is shared out exactly among the criteria. Source of the form: multiplicative aggregation of
indicators, OECD and JRC (2008), "Handbook on constructing composite indicators", section 6.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import exp, fsum, log
from typing import TypeVar

from besoins.statistiques.egalites import Estimation
from besoins.statistiques.proportion import Intervalle, Proportion

Cle = TypeVar("Cle")
CRITERES = ("portee", "ecart", "urgence", "faisabilite")
# A share of nobody, or mastery far above importance, does not annul the other criteria.
PLANCHER = 0.01
# Without any survey: as if one structure in ten expressed it, with the uncertainty of ten answers.
PORTEE_PRUDENTE = Proportion(1, 10)
# Without any matrix: as if it mattered as much as it is mastered.
ECART_NEUTRE = 0.5
DEGRE_MAXIMUM, DEGRE_NEUTRE = 5, 3


@dataclass(frozen=True, slots=True)
class Criteres:
    """The four criteria of a need, each in ]0, 1]; only the reach has an interval."""

    portee: Estimation
    ecart: float
    urgence: float
    faisabilite: float

    def valeurs(self) -> dict[str, float]:
        return dict(zip(CRITERES, (self.portee.valeur, self.ecart, self.urgence, self.faisabilite), strict=True))


def portee(part: Proportion | None) -> Estimation:
    """The share that expresses a need and its Wilson interval, 0.01 at least; None: the prudent value."""
    part = part or PORTEE_PRUDENTE
    bornes = part.intervalle
    return Estimation(
        max(PLANCHER, part.valeur or 0), Intervalle(max(PLANCHER, bornes.bas), max(PLANCHER, bornes.haut))
    )


def ecart(importance: float, maitrise: float, minimum: float, maximum: float) -> float:
    """(1 + (importance − mastery) / (maximum − minimum)) / 2, from 0.01 to 1: one half when they are equal."""
    return max(PLANCHER, (1 + (importance - maitrise) / (maximum - minimum)) / 2)


def degre(note: int | None) -> float:
    """`note` over 5; unknown, 3 over 5."""
    return (DEGRE_NEUTRE if note is None else note) / DEGRE_MAXIMUM


def score(valeurs: Mapping[str, float], poids: Mapping[str, int]) -> float:
    """Weighted geometric mean of `valeurs`, in ]0, 1]. Raises ZeroDivisionError when every weight is zero."""
    total = sum(poids.values())
    return min(1.0, exp(fsum(poids[critere] * log(valeurs[critere]) for critere in poids) / total))


def estimer(criteres: Criteres, poids: Mapping[str, int]) -> Estimation:
    """The score of a need, with the interval that the interval of its reach gives it."""
    bornes = criteres.portee.intervalle
    bas, milieu, haut = (
        score({**criteres.valeurs(), "portee": part}, poids)
        for part in (bornes.bas, criteres.portee.valeur, bornes.haut)
    )
    return Estimation(milieu, Intervalle(bas, haut))


def parts_de_l_ecart(devant: Criteres, derriere: Criteres, poids: Mapping[str, int]) -> dict[str, float]:
    """What each criterion brings to ln(score of `devant` / score of `derriere`): their sum is that logarithm."""
    total = sum(poids.values())
    hautes, basses = devant.valeurs(), derriere.valeurs()
    return {critere: poids[critere] * log(hautes[critere] / basses[critere]) / total for critere in poids}


def placer(scores: Mapping[Cle, Estimation], imposees: Mapping[Cle, int]) -> list[Cle]:
    """Keys by decreasing score, in the order given when equal; those imposed stand at their place, or at the end."""
    libres = sorted((cle for cle in scores if cle not in imposees), key=lambda cle: -scores[cle].valeur)
    for cle in sorted((cle for cle in scores if cle in imposees), key=lambda cle: imposees[cle]):
        libres.insert(imposees[cle] - 1, cle)
    return libres

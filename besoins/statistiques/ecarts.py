"""Ranked discrepancies: how many master less than they deem important, whatever the distance.

Narine, L. & Harder, A. (2021), "Comparing the Borich model with the ranked discrepancy model for competency assessment",
Advancements in Agricultural Development 2(3) 96-111. Wilcoxon, F. (1945), "Individual comparisons by ranking methods",
Biometrics Bulletin 1(6) 80-83.
"""

from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist

from besoins.statistiques.matrice import Matrice, Resume

EXACT = 50


@dataclass(frozen=True, slots=True)
class Wilcoxon:
    """Signed-rank test of "importance and mastery do not differ".

    `statistique` is the smaller of the sums of the positive and of the negative ranks, `p` is two-sided, `total` how
    many differences were not zero.
    """

    statistique: float
    p: float
    total: int


def rds(resume: Resume):
    """RDS = −1·NR + 1·PR + 0·TR, in [−100, 100]; a number, or an array of draws; None without paired answers.

    NR is the percentage of respondents whose mastery is below the importance they give, PR above, TR equal. The most
    negative is the greatest need.
    """
    if resume.moins is None:
        return None
    return 100 * (resume.plus - resume.moins)


def wilcoxon(matrice: Matrice) -> Wilcoxon | None:
    """Signed-rank test of the paired answers; None when every difference is zero, or nothing is paired.

    Zero differences are dropped (Wilcoxon's own way, R's too), tied differences share their mean rank. p is exact up to
    50 differences, ties or not: share of the 2ⁿ ways of giving signs to the ranks. Beyond, it is normal, of variance
    Σr²/4 (which corrects for ties) and with continuity correction, as R's `wilcox.test`. Counts must be whole numbers.
    """
    rangs, positifs = _rangs({ecart: round(n) for ecart, n in matrice.ecarts.items() if ecart})
    total = sum(rangs.values())
    if not total:
        return None
    somme = sum(rang * n for rang, n in rangs.items())
    double = min(positifs, somme - positifs)  # twice the statistic: twice a mean rank is a whole number
    p = _p_exact(rangs, somme, double) if total <= EXACT else _p_normal(rangs, somme, double)
    return Wilcoxon(double / 2, p, total)


def _rangs(ecarts: dict[float, int]) -> tuple[dict[int, int], int]:
    """Twice the mean rank → how many differences have it; twice the sum of the ranks of the positive ones."""
    rangs: dict[int, int] = {}
    positifs, avant = 0, 0
    for taille in sorted({abs(ecart) for ecart in ecarts}):
        egaux = ecarts.get(taille, 0) + ecarts.get(-taille, 0)
        rang = 2 * avant + egaux + 1
        rangs[rang] = egaux
        positifs += rang * ecarts.get(taille, 0)
        avant += egaux
    return rangs, positifs


def _p_exact(rangs: dict[int, int], somme: int, double: int) -> float:
    """Count the ways by adding one rank at a time: at most 2⁵⁰, which a float holds exactly."""
    from numpy import zeros

    facons = zeros(somme + 1)
    facons[0] = 1
    for rang, egaux in rangs.items():
        for _ in range(egaux):
            facons[rang:] = facons[rang:] + facons[:-rang]
    return min(1.0, float(2 * facons[: double + 1].sum() / facons.sum()))


def _p_normal(rangs: dict[int, int], somme: int, double: int) -> float:
    variance = sum(rang * rang * n for rang, n in rangs.items()) / 4
    return min(1.0, 2 * NormalDist().cdf((double + 1 - somme / 2) / sqrt(variance)))

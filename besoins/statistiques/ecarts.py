"""Ranked discrepancies: how many master less than they deem important, whatever the distance.

Narine, L. & Harder, A. (2021), "Comparing the Borich model with the ranked discrepancy model for competency assessment",
Advancements in Agricultural Development 2(3) 96-111. Wilcoxon, F. (1945), "Individual comparisons by ranking methods",
Biometrics Bulletin 1(6) 80-83.
"""

from dataclasses import dataclass

from besoins.statistiques.matrice import Matrice, Resume


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

    Zero differences are dropped (Wilcoxon's own way, R's too). Tied differences share their mean rank. SciPy computes
    p: exact up to 50 differences without ties, by all the permutations of signs up to 13 with ties, otherwise by the
    normal approximation, corrected for ties and for continuity, as R's `wilcox.test`. Counts must be whole numbers.
    """
    from numpy import repeat
    from scipy.stats import wilcoxon as signes

    ecarts = {ecart: round(n) for ecart, n in matrice.ecarts.items() if ecart}
    if not ecarts:
        return None
    test = signes(repeat(list(ecarts), list(ecarts.values())), correction=True)
    return Wilcoxon(float(test.statistic), float(test.pvalue), sum(ecarts.values()))

"""Agreement of two people who read the same texts: Cohen's kappa, what is left of it once chance is taken out.

Sources: Cohen, J. (1960), "A coefficient of agreement for nominal scales", Educational and Psychological Measurement
20(1) 37-46; its large-sample standard error: Fleiss, J. L., Cohen, J. & Everitt, B. S. (1969), "Large sample standard
errors of kappa and weighted kappa", Psychological Bulletin 72(5) 323-327.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist

from besoins.statistiques.proportion import NIVEAU


@dataclass(frozen=True)
class Accord:
    """Two readers, `n` decisions. `kappa` is None when chance alone explains a full agreement.

    Its interval is None when the large-sample error is zero (they agree on everything): it would say nothing of `n`.

    `observe` is the share of decisions on which they agree, `parts` how often each of them said yes.
    """

    n: int
    observe: float
    parts: tuple[float, float]
    kappa: float | None
    bas: float | None = None
    haut: float | None = None


def accord(decisions: Iterable[tuple[bool, bool]]) -> Accord | None:
    """Agreement on yes or no, one pair for each text that both read; None without any."""
    table = [[0, 0], [0, 0]]
    for une, autre in decisions:
        table[not une][not autre] += 1
    n = sum(map(sum, table))
    if not n:
        return None
    parts = (sum(table[0]) / n, (table[0][0] + table[1][0]) / n)
    observe = (table[0][0] + table[1][1]) / n
    mesure = kappa(table)
    if mesure is None:
        return Accord(n, observe, parts, None)
    valeur, erreur = mesure
    if erreur < 1e-9:
        return Accord(n, observe, parts, valeur)
    demi = NormalDist().inv_cdf((1 + NIVEAU) / 2) * erreur
    return Accord(n, observe, parts, valeur, max(-1.0, valeur - demi), min(1.0, valeur + demi))


def kappa(table: Sequence[Sequence[float]]) -> tuple[float, float] | None:
    """Kappa and its standard error; `table[i][j]` counts what the first put in i and the second in j.

    None when both always gave the same answer: agreement by chance is then certain, and kappa is 0/0.
    """
    n = sum(map(sum, table))
    places = range(len(table))
    lignes = [sum(table[i]) / n for i in places]
    colonnes = [sum(ligne[j] for ligne in table) / n for j in places]
    observe = sum(table[i][i] for i in places) / n
    hasard = sum(lignes[i] * colonnes[i] for i in places)
    if hasard == 1:
        return None
    valeur = (observe - hasard) / (1 - hasard)
    diagonale = sum(table[i][i] / n * (1 - (lignes[i] + colonnes[i]) * (1 - valeur)) ** 2 for i in places)
    reste = (1 - valeur) ** 2 * sum(
        table[i][j] / n * (colonnes[i] + lignes[j]) ** 2 for i in places for j in places if i != j
    )
    variance = (diagonale + reste - (valeur - hasard * (1 - valeur)) ** 2) / ((1 - hasard) ** 2 * n)
    return valeur, sqrt(max(0.0, variance))

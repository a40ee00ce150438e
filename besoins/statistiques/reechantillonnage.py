"""Intervals of scores that have no formula: the respondents are drawn again, many times.

Efron, B. & Tibshirani, R. (1993), "An Introduction to the Bootstrap", chapter 13 (percentile interval). On few answers
the plain percentile interval is too narrow; it is widened as in Hesterberg, T. (2015), "What teachers should know about
the bootstrap", The American Statistician 69(4) 371-386, section 5.3 (expanded percentile interval).
"""

from math import sqrt
from statistics import NormalDist

import numpy as np

from besoins.statistiques.matrice import Matrice, Resume
from besoins.statistiques.proportion import NIVEAU, Intervalle

GRAINE = 1980


def reechantillonner(matrice: Matrice, tirages: int, total: float | None = None, graine: int = GRAINE) -> Resume:
    """Draw the respondents again `tirages` times: a summary whose fields are arrays, one value a draw.

    A draw is multinomial: as many respondents as there are, each with the pair of scores of one of them. Without
    pairs, the two margins are drawn apart. `total` replaces the number of respondents (weighted answers: their
    effective number). The seed is fixed: the same answers, in any order, give the same draws.
    Raises ValueError when `matrice` has no answer or `tirages` is not positive.
    """
    if not matrice.total or tirages < 1:
        raise ValueError("il faut au moins une réponse et un tirage")
    hasard = np.random.default_rng(graine)
    if not matrice.est_appariee:
        marges = (matrice.importances, matrice.maitrises)
        return Resume(*(_tirer(hasard, marge, tirages, total) @ np.array(list(marge)) for marge in marges))
    parts = _tirer(hasard, matrice.paires, tirages, total)
    importances, maitrises = np.array(list(matrice.paires)).T
    return Resume(
        importance=parts @ importances,
        maitrise=parts @ maitrises,
        moins=parts @ (maitrises < importances),
        plus=parts @ (maitrises > importances),
    )


def intervalle_percentile(valeurs: np.ndarray, total: float, niveau: float = NIVEAU) -> Intervalle | None:
    """Expanded percentile interval, in the unit of `valeurs`, of a score computed on each draw of `total` respondents.

    Its bounds are the quantiles Φ(∓√(n/(n−1))·t) of the draws, t being Student's with n−1 degrees of freedom. None when
    drawing says nothing: a single respondent, or the same score at every draw (all gave the same answer).
    """
    n = round(total)
    if n < 2 or np.ptp(valeurs) == 0:
        return None
    from scipy.special import stdtrit

    seuil = NormalDist().cdf(-sqrt(n / (n - 1)) * stdtrit(n - 1, (1 + niveau) / 2))
    bas, haut = np.quantile(valeurs, [seuil, 1 - seuil])
    return Intervalle(float(bas), float(haut))


def _tirer(hasard: np.random.Generator, effectifs: dict, tirages: int, total: float | None) -> np.ndarray:
    """Shares of each cell at each draw, one draw a row."""
    poids = np.array(list(effectifs.values()), dtype=float)
    n = max(1, round(total or poids.sum()))
    return hasard.multinomial(n, poids / poids.sum(), size=tirages) / n

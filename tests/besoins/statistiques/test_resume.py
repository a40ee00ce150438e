"""Five-number summaries and counts per option."""

from collections import Counter
from statistics import median, quantiles

import pytest
from hypothesis import given
from hypothesis import strategies as st

from besoins.statistiques.resume import ResumeNombres, resumer_nombres


def test_quartiles_de_r():
    """R: quantile(c(1, 2, 3, 4, 10)) then quantile(c(1, 2, 3, 4))."""
    assert resumer_nombres(Counter([1, 2, 3, 4, 10])) == ResumeNombres(5, 1, 2, 3, 4, 10, 4)
    assert resumer_nombres({1: 1, 2: 1, 3: 1, 4: 1}) == ResumeNombres(4, 1, 1.75, 2.5, 3.25, 4, 2.5)


def test_une_seule_reponse():
    assert resumer_nombres({7: 1}) == ResumeNombres(1, 7, 7, 7, 7, 7, 7)


def test_aucune_reponse():
    assert resumer_nombres({}) is None
    assert resumer_nombres({3: 0}) is None


def test_un_million_de_reponses_ne_se_deroule_pas():
    resume = resumer_nombres({1: 10**12, 5: 3 * 10**12})
    assert (resume.total, resume.q1, resume.mediane) == (4 * 10**12, 4, 5)


@given(st.lists(st.integers(-1000, 1000), min_size=2))
def test_comme_la_bibliotheque_standard(valeurs):
    resume = resumer_nombres(Counter(valeurs))
    q1, q2, q3 = quantiles(valeurs, n=4, method="inclusive")
    assert (resume.q1, resume.mediane, resume.q3) == pytest.approx((q1, q2, q3))
    assert resume.mediane == median(valeurs)
    assert (resume.minimum, resume.maximum) == (min(valeurs), max(valeurs))
    assert resume.total == len(valeurs)


def test_effectif_negatif_refuse():
    with pytest.raises(ValueError):
        resumer_nombres({1: -1})

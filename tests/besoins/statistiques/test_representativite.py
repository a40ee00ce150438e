from math import comb, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from besoins.statistiques.representativite import residu


def test_l_ecart_est_celui_de_la_loi_hypergeometrique():
    """10 asked in the group among 40, 16 answers in all: the law summed by hand."""
    loi = {k: comb(10, k) * comb(30, 16 - k) / comb(40, 16) for k in range(11)}
    moyenne = sum(k * p for k, p in loi.items())
    ecart_type = sqrt(sum((k - moyenne) ** 2 * p for k, p in loi.items()))

    assert residu(1, 10, 16, 40) == pytest.approx((1 - moyenne) / ecart_type)


@pytest.mark.parametrize("comptes", [(0, 10, 0, 40), (10, 10, 40, 40), (16, 40, 16, 40), (0, 1, 0, 1)])
def test_ne_dit_rien_quand_il_n_y_a_rien_a_dire(comptes):
    assert residu(*comptes) is None


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50)), min_size=2, max_size=6))
def test_deux_groupes_complementaires_s_opposent(groupes):
    (k, reste), *autres = groupes
    n, total_k = k + reste, k + sum(a for a, _ in autres)
    total = n + sum(a + b for a, b in autres)
    un, autre = residu(k, n, total_k, total), residu(total_k - k, total - n, total_k, total)
    assert (un is None) == (autre is None)
    if un is not None:
        assert un == pytest.approx(-autre, abs=1e-6)

"""Exact McNemar test, by enumeration of the shares of the discordant answers."""

from fractions import Fraction
from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from besoins.statistiques.appariement import Appariement

effectifs = st.integers(0, 40)


def exact(b, c):
    n = b + c
    return min(1, float(2 * sum(Fraction(comb(n, k), 2**n) for k in range(min(b, c) + 1))))


@pytest.mark.parametrize(
    ("b", "c", "p"),
    [(0, 5, 2 / 32), (1, 5, 14 / 64), (0, 6, 2 / 64), (5, 5, 1.0), (0, 0, 1.0), (10, 2, 2 * (1 + 12 + 66) / 4096)],
)
def test_valeurs_connues(b, c, p):
    assert Appariement(deux=4, premier=b, second=c, aucun=3).p == pytest.approx(p)


@given(effectifs, effectifs, effectifs, effectifs)
def test_p_est_la_loi_binomiale_et_ne_depend_que_des_desaccords(a, b, c, d):
    test = Appariement(a, b, c, d)
    assert test.p == pytest.approx(exact(b, c))
    assert test.p == Appariement(d, c, b, a).p
    assert 0 <= test.p <= 1
    if test.total:
        assert test.difference == pytest.approx((a + b) / test.total - (a + c) / test.total)


def test_les_memes_personnes_departagent_ce_que_deux_groupes_ne_departagent_pas():
    # 9 of 11 and 3 of 11 among the same people: six say the first only, nobody the second only.
    assert Appariement(deux=3, premier=6, second=0, aucun=2).departage
    assert not Appariement(deux=4, premier=5, second=0, aucun=2).departage


def test_dix_mille_reponses():
    assert Appariement(3000, 2600, 2400, 2000).p == pytest.approx(0.0049, abs=2e-4)


def test_sans_reponse_ni_effectif_negatif():
    assert Appariement(0, 0, 0, 0).difference is None
    with pytest.raises(ValueError):
        Appariement(0, -1, 0, 0)

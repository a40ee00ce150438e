import pytest
from hypothesis import given
from hypothesis import strategies as st

from besoins.statistiques.differences import difference_de_moyennes, difference_de_parts
from besoins.statistiques.proportion import Proportion

parts = st.integers(1, 500).flatmap(lambda n: st.integers(0, n).map(lambda k: Proportion(k, n)))


def test_table_de_newcombe():
    """Newcombe (1998), table II, method 10: 56/70 − 48/80 and 9/10 − 3/10."""
    un = difference_de_parts(Proportion(48, 80), Proportion(56, 70))
    assert (un.valeur, un.intervalle.bas, un.intervalle.haut) == pytest.approx((0.2, 0.0524, 0.3339), abs=5e-5)
    deux = difference_de_parts(Proportion(3, 10), Proportion(9, 10))
    assert (deux.intervalle.bas, deux.intervalle.haut) == pytest.approx((0.1705, 0.8090), abs=5e-5)
    assert un.est_nette


@given(parts, parts)
def test_l_intervalle_entoure_la_difference_et_se_retourne(un, deux):
    aller, retour = difference_de_parts(un, deux), difference_de_parts(deux, un)
    assert -1 <= aller.intervalle.bas <= aller.valeur <= aller.intervalle.haut <= 1
    assert aller.intervalle.bas == pytest.approx(-retour.intervalle.haut)


def test_sans_reponse_rien_ne_se_compare():
    assert difference_de_parts(Proportion(0, 0), Proportion(1, 2)) is None
    assert difference_de_moyennes({3: 1}, {4: 5}) is None
    assert difference_de_moyennes({3: 5}, {4: 5}) is None


def test_welch():
    """Means 3 and 4, variances 2.5 and 2.5, five answers each: 8 degrees of freedom, t = 2.306, error 1."""
    obtenu = difference_de_moyennes(dict.fromkeys(range(1, 6), 1), dict.fromkeys(range(2, 7), 1))
    assert (obtenu.valeur, obtenu.intervalle.bas, obtenu.intervalle.haut) == pytest.approx(
        (1, 1 - 2.306004, 1 + 2.306004), abs=1e-6
    )
    assert not obtenu.est_nette

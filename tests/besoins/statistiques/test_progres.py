"""Means and paired progress, against their definitions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from besoins.statistiques.progres import moyenne_des_notes, progres

paires = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=1, max_size=60)


def test_l_intervalle_est_celui_de_student():
    # 2.6 ± 2.776445 × 1.516575 / √5: the table's quantile for 4 degrees of freedom.
    moyenne = moyenne_des_notes({1: 1, 2: 2, 3: 1, 5: 1})
    assert moyenne.valeur == 2.6
    assert (moyenne.intervalle.bas, moyenne.intervalle.haut) == pytest.approx((0.71692, 4.48308), abs=1e-5)


def test_sans_reponse_ou_sans_variation_rien_n_est_dit_de_l_erreur():
    assert moyenne_des_notes({}) is None
    assert moyenne_des_notes({3: 1}).intervalle is None
    assert moyenne_des_notes({3: 8, 4: 0}).intervalle is None
    assert progres([]) is None


@given(paires)
def test_le_progres_est_la_difference_des_moyennes(dites):
    mesure = progres(dites)
    assert mesure.difference.valeur == pytest.approx(mesure.apres - mesure.avant)
    assert mesure.montees + mesure.stables + mesure.descentes == mesure.total == len(dites)


@given(paires)
def test_l_ordre_des_personnes_ne_change_rien(dites):
    un, autre = progres(dites), progres(dites[::-1])
    assert un.difference.valeur == pytest.approx(autre.difference.valeur)
    assert (un.montees, un.stables, un.descentes) == (autre.montees, autre.stables, autre.descentes)


@given(paires)
def test_a_rebours_le_progres_change_de_signe(dites):
    aller, retour = progres(dites), progres([(apres, avant) for avant, apres in dites])
    assert aller.difference.valeur == pytest.approx(-retour.difference.valeur)
    assert (aller.montees, aller.descentes) == (retour.descentes, retour.montees)
    if aller.difference.intervalle:
        assert aller.difference.intervalle.haut == pytest.approx(-retour.difference.intervalle.bas)


@given(paires)
def test_l_intervalle_contient_la_moyenne_et_reste_sur_l_echelle(dites):
    difference = progres(dites, etendue=4).difference
    if difference.intervalle:
        assert -4 <= difference.intervalle.bas <= difference.valeur + 1e-9
        assert difference.valeur - 1e-9 <= difference.intervalle.haut <= 4

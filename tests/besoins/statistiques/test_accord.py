"""Against tables counted by hand and a published example."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from besoins.statistiques.accord import accord, kappa


def decisions(oui_oui: int, oui_non: int, non_oui: int, non_non: int):
    return [(True, True)] * oui_oui + [(True, False)] * oui_non + [(False, True)] * non_oui + [(False, False)] * non_non


def test_la_table_comptee_a_la_main():
    mesure = accord(decisions(20, 5, 10, 15))

    # observed 35/50; by chance 0.5 × 0.6 + 0.5 × 0.4 = 0.5; (0.7 − 0.5) / (1 − 0.5)
    assert (mesure.n, mesure.observe, mesure.parts) == (50, 0.7, (0.5, 0.6))
    assert mesure.kappa == pytest.approx(0.4)
    assert (mesure.bas, mesure.haut) == (pytest.approx(0.1511, abs=1e-4), pytest.approx(0.6489, abs=1e-4))


def test_l_exemple_de_fleiss():
    """Fleiss, Levin & Paik (2003), table 18.1: two raters, three diagnoses, 100 people; kappa 0.68, error 0.087 as printed (0.0877)."""
    valeur, erreur = kappa([[75, 1, 4], [5, 4, 1], [0, 0, 10]])

    assert (round(valeur, 2), round(erreur, 4)) == (0.68, 0.0877)
    assert valeur == pytest.approx(23 / 34)


def test_sans_texte_commun_rien():
    assert accord([]) is None


@pytest.mark.parametrize("table", [(7, 0, 0, 0), (0, 0, 0, 7)])
def test_toujours_la_meme_reponse_ne_se_mesure_pas(table):
    mesure = accord(decisions(*table))

    assert mesure.observe == 1
    assert mesure.kappa is None


def test_un_accord_total_n_a_pas_d_intervalle():
    mesure = accord(decisions(3, 0, 0, 4))

    assert (mesure.kappa, mesure.bas, mesure.haut) == (1, None, None)


@given(st.lists(st.tuples(st.booleans(), st.booleans()), min_size=1, max_size=40))
def test_l_ordre_des_deux_personnes_ne_change_rien(paires):
    une, autre = accord(paires), accord([(b, a) for a, b in paires])

    assert une.observe == autre.observe
    if une.kappa is None:
        assert autre.kappa is None
    else:
        assert une.kappa == pytest.approx(autre.kappa)
        assert -1 <= une.kappa <= 1

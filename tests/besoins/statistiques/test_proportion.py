"""Wilson intervals against published figures, R, and the definition they invert."""

import json
from math import sqrt
from pathlib import Path

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from besoins.statistiques.proportion import (
    Proportion,
    correction_population_finie,
    intervalle_wald_ajuste,
    intervalle_wilson,
    intervalle_wilson_continuite,
)

Z = 1.959963984540054
# k: 95 % Wilson interval with n = 11, then with n = 11 among N = 26, as published with three places
# (the lower bound of 3/11, 0.09746, was published as 0.098: rounded twice).
PUBLIES = {
    9: ((0.523, 0.949), (0.593, 0.933)),
    8: ((0.434, 0.903), (0.498, 0.877)),
    6: ((0.280, 0.787), (0.330, 0.745)),
    5: ((0.213, 0.720), (0.255, 0.670)),
    3: ((0.098, 0.566), (0.123, 0.502)),
}


def inverser_le_score(k, n, fpc=1.0, continuite=0.0):
    """Both roots of |p̂ − p| − continuite/2n = z√(fpc·p(1−p)/n), by bisection."""

    def rejette(p):
        return abs(k / n - p) - continuite / (2 * n) > Z * sqrt(fpc * p * (1 - p) / n)

    def racine(dehors, dedans):
        if not rejette(dehors):
            return dehors
        for _ in range(100):
            milieu = (dehors + dedans) / 2
            dehors, dedans = (milieu, dedans) if rejette(milieu) else (dehors, milieu)
        return dedans

    return racine(0.0, k / n), racine(1.0, k / n)


@st.composite
def comptes(draw):
    n = draw(st.integers(1, 3000))
    return draw(st.integers(0, n)), n


@pytest.mark.parametrize("k", PUBLIES)
def test_intervalles_de_l_etude_2013(k):
    infini, fini = PUBLIES[k]
    obtenu = Proportion(k, 11).intervalle
    assert (obtenu.bas, obtenu.haut) == pytest.approx(infini, abs=6e-4)
    obtenu = Proportion(k, 11, population=26).intervalle
    assert (obtenu.bas, obtenu.haut) == pytest.approx(fini, abs=6e-4)


ORACLES = json.loads((Path(settings.RACINE) / "besoins/donnees/tna/oracles.json").read_text("utf-8"))
WALD, CONTINUITE = (oracle["expected"] for oracle in ORACLES["proportion_intervals"])


def test_l_inversion_de_reference_retrouve_r():
    """statpsych `ci.prop(.05, 12, 100)`: Wilson with continuity correction."""
    publie = (CONTINUITE["ll"], CONTINUITE["ul"])
    obtenu = intervalle_wilson_continuite(12, 100)
    assert inverser_le_score(12, 100, continuite=1) == pytest.approx(publie, abs=1e-7)
    assert (obtenu.bas, obtenu.haut) == pytest.approx(publie, abs=1e-7)


def test_la_correction_de_population_finie_est_celle_de_r():
    """statpsych `ci.prop.fpc(.05, 12, 100, 400)`: standard error of the adjusted Wald interval."""
    p = (12 + 2) / (100 + 4)
    erreur = sqrt(p * (1 - p) / 104 * correction_population_finie(100, 400))
    assert erreur == pytest.approx(WALD["se"], abs=1e-7)
    obtenu = intervalle_wald_ajuste(12, 100, 400)
    assert (obtenu.bas, obtenu.haut) == pytest.approx((WALD["ll"], WALD["ul"]), abs=1e-7)


def test_les_intervalles_de_comparaison_restent_entre_0_et_1():
    assert intervalle_wilson_continuite(0, 11).bas == intervalle_wald_ajuste(0, 11, 4000).bas == 0
    assert intervalle_wilson_continuite(11, 11).haut == intervalle_wald_ajuste(11, 11, 4000).haut == 1
    with pytest.raises(ValueError):
        intervalle_wilson_continuite(0, 0)


@given(comptes(), st.integers(0, 5000))
def test_la_forme_close_inverse_le_test_du_score(compte, non_interroges):
    k, n = compte
    population = n + non_interroges
    for taille in (None, population):
        obtenu = intervalle_wilson(k, n, taille)
        attendu = inverser_le_score(k, n, correction_population_finie(n, taille))
        assert (obtenu.bas, obtenu.haut) == pytest.approx(attendu, abs=1e-9)


@given(comptes(), st.integers(0, 5000))
def test_l_intervalle_contient_la_part_et_reste_entre_0_et_1(compte, non_interroges):
    k, n = compte
    large, etroit = intervalle_wilson(k, n), intervalle_wilson(k, n, n + non_interroges)
    assert 0 <= large.bas <= k / n <= large.haut <= 1
    assert large.bas <= etroit.bas + 1e-12
    assert etroit.haut <= large.haut + 1e-12


@given(comptes())
def test_symetrie_et_recensement(compte):
    k, n = compte
    oui, non = intervalle_wilson(k, n), intervalle_wilson(n - k, n)
    assert oui.bas == pytest.approx(1 - non.haut)
    recensement = intervalle_wilson(k, n, n)
    assert (recensement.bas, recensement.haut) == pytest.approx((k / n, k / n))


@given(comptes())
def test_un_niveau_plus_exigeant_elargit(compte):
    k, n = compte
    ordinaire, exigeant = intervalle_wilson(k, n), intervalle_wilson(k, n, niveau=0.99)
    assert exigeant.bas <= ordinaire.bas <= ordinaire.haut <= exigeant.haut


def test_bornes_exactes_aux_extremes():
    assert intervalle_wilson(0, 11).bas == 0
    assert intervalle_wilson(11, 11).haut == 1
    assert intervalle_wilson(1, 1, 1).bas == 1


def test_sans_reponse_rien_n_est_connu():
    vide = Proportion(0, 0)
    assert vide.valeur is None
    assert vide.pourcentage is None
    assert (vide.intervalle.bas, vide.intervalle.haut) == (0, 1)


def test_pourcentage():
    assert Proportion(9, 11).pourcentage == pytest.approx(81.818, abs=1e-3)
    assert Proportion(9, 11).valeur == pytest.approx(0.81818, abs=1e-5)


@pytest.mark.parametrize("impossible", [(12, 11, None), (-1, 11, None), (5, 11, 10), (0, -1, None)])
def test_effectifs_impossibles(impossible):
    with pytest.raises(ValueError):
        Proportion(*impossible)
    with pytest.raises(ValueError):
        intervalle_wilson(*impossible)


@pytest.mark.parametrize("niveau", [0, 1, -0.5, 95])
def test_niveaux_impossibles(niveau):
    with pytest.raises(ValueError):
        intervalle_wilson(5, 11, niveau=niveau)

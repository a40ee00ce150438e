"""The 2013 study's percentages, and the check against counting by hand."""

from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from besoins.statistiques.grim import totaux_possibles, verifier_pourcentage


@pytest.mark.parametrize(
    ("publie", "arrondis", "tronques"),
    [
        (81, (), (9,)),
        (72, (), (8,)),
        (55, (6,), ()),
        (45, (5,), (5,)),
        (27, (3,), (3,)),
    ],
)
def test_conventions_de_l_etude_2013(publie, arrondis, tronques):
    verdict = verifier_pourcentage(publie, 11)
    assert (verdict.arrondis, verdict.tronques) == (arrondis, tronques)
    assert not verdict.est_impossible


def test_23_pour_cent_ne_peut_pas_venir_de_11_reponses():
    verdict = verifier_pourcentage("23", 11)
    assert verdict.est_impossible
    assert verdict.effectifs == ()
    assert verdict.voisins == (2, 3)
    assert totaux_possibles(23) == [13, 17, 21, 22, 26, 30]


def test_les_decimales_imprimees_comptent():
    assert verifier_pourcentage("81.8", 11).effectifs == (9,)
    assert verifier_pourcentage("81.9", 11).est_impossible
    assert verifier_pourcentage("50", 2).effectifs == (1,)
    assert verifier_pourcentage("50.0", 2).effectifs == (1,)


def test_une_egalite_d_arrondi_vaut_dans_les_deux_sens():
    assert verifier_pourcentage("12", 8).arrondis == (1,)
    assert verifier_pourcentage("13", 8).arrondis == (1,)
    assert verifier_pourcentage("13", 8).tronques == ()


@pytest.mark.parametrize("publie", ["0", "100"])
def test_tout_ou_rien_convient_a_tous(publie):
    assert totaux_possibles(publie, 3) == [1, 2, 3]


@given(st.integers(1, 400), st.data())
def test_toute_part_imprimee_se_retrouve(total, data):
    k = data.draw(st.integers(0, total))
    decimales = data.draw(st.sampled_from(["1", "0.1", "0.01"]))
    exact = Decimal(100 * k) / Decimal(total)
    assert k in verifier_pourcentage(exact.quantize(Decimal(decimales), ROUND_HALF_UP), total).arrondis
    assert k in verifier_pourcentage(exact.quantize(Decimal(decimales), ROUND_DOWN), total).tronques


@given(st.integers(1, 400), st.integers(0, 100))
def test_meme_verdict_qu_en_comptant(total, publie):
    verdict = verifier_pourcentage(publie, total)
    tous = range(total + 1)
    assert list(verdict.tronques) == [k for k in tous if 100 * k // total == publie]
    assert list(verdict.arrondis) == [k for k in tous if abs(200 * k - 2 * publie * total) <= total]
    assert verdict.est_impossible == (total not in totaux_possibles(publie, total))


@pytest.mark.parametrize("publie", ["-1", "100.1", "NaN", "Infinity", "beaucoup"])
def test_pourcentages_refuses(publie):
    with pytest.raises(ValueError):
        verifier_pourcentage(publie, 11)
    with pytest.raises(ValueError):
        totaux_possibles(publie)


def test_il_faut_une_reponse():
    with pytest.raises(ValueError):
        verifier_pourcentage(50, 0)

from dataclasses import replace

import pytest
from hypothesis import assume, given, settings

from besoins.optimisation import Disponibilite, conflit, resoudre
from besoins.optimisation.conflit import _impossible
from besoins.optimisation.modele import contraintes
from besoins.optimisation.solveur import Issue
from tests.besoins.optimisation.exhaustif import meilleure_valeur
from tests.besoins.optimisation.instances import ARBITRAGE, BRETAGNE, CORSE, OCCITANIE, VERROU, petites


def test_un_plancher_que_les_formateurs_ne_peuvent_tenir():
    raison = conflit(replace(ARBITRAGE, planchers={OCCITANIE: 6, BRETAGNE: 1}))
    assert (raison.planchers, raison.formateurs, raison.demandees) == ((OCCITANIE,), (2,), 6)
    assert not raison.budget


def test_des_planchers_plus_hauts_que_le_budget():
    raison = conflit(replace(ARBITRAGE, budget=3, planchers={OCCITANIE: 2, BRETAGNE: 2}))
    assert raison.budget
    assert set(raison.planchers) == {OCCITANIE, BRETAGNE}
    assert (raison.formateurs, raison.demandees) == ((), 4)


def test_un_plancher_ou_rien_ne_repond():
    raison = conflit(replace(ARBITRAGE, planchers={CORSE: 1}))
    assert (raison.planchers, raison.formateurs, raison.budget, raison.demandees) == ((CORSE,), (), False, None)


def test_des_sessions_entieres_demandent_plus_que_le_plancher():
    longs = replace(ARBITRAGE, programmes={1: ARBITRAGE.programmes[1]}, budget=6, planchers={OCCITANIE: 3, BRETAGNE: 3})
    raison = conflit(longs)
    assert raison.budget
    assert raison.demandees == 8


def test_un_verrou_que_personne_n_anime():
    raison = conflit(replace(VERROU, verrous={(2, CORSE): 1}, formateurs={2: Disponibilite(9, None, frozenset({1}))}))
    assert raison.verrous == {(2, CORSE): 1}
    assert raison.planchers == ()


def test_des_maximums_que_le_plancher_depasse():
    court = {2: replace(ARBITRAGE.programmes[2], maximum=1)}
    assert conflit(replace(ARBITRAGE, programmes=court, planchers={BRETAGNE: 2})).programmes == (2,)
    assert conflit(replace(ARBITRAGE, maximum=0, planchers={BRETAGNE: 2})).maximum


@settings(max_examples=40)
@given(petites())
def test_une_exigence_de_moins_et_le_reste_tient(instance):
    """Irreducible: what is named holds no plan together, and any one less does."""
    assume(meilleure_valeur(instance) is None)
    assert resoudre(instance, secondes=5).issue == Issue.IMPOSSIBLE
    raison = conflit(instance)
    nommees = {
        (genre, cle)
        for genre, cle in contraintes(instance)
        if {
            "budget": raison.budget,
            "maximum": raison.maximum,
            "programme": cle in raison.programmes,
            "plancher": cle in raison.planchers,
            "formateurs": genre == "formateurs" and set(cle) <= set(raison.formateurs),
            "verrou": genre == "verrou" and cle in raison.verrous,
        }[genre]
    }
    assert _impossible(instance, nommees)
    for exigence in nommees:
        assert not _impossible(instance, nommees - {exigence})


@pytest.mark.parametrize("besoin", [{}, ARBITRAGE.besoins])
def test_sans_plancher_ni_verrou_rien_n_est_impossible(besoin):
    assert resoudre(replace(ARBITRAGE, besoins=besoin, budget=0), secondes=5).plan == {}

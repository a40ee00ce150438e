from itertools import pairwise

import pytest
from hypothesis import given, settings

from besoins.optimisation import Instance, Progres, evaluer, resoudre
from besoins.optimisation.solveur import Issue
from tests.besoins.optimisation.exhaustif import meilleure_valeur, permis, valeur
from tests.besoins.optimisation.instances import ARBITRAGE, PLANCHER, VERROU, grande, petites


@pytest.mark.parametrize("instance", [ARBITRAGE, PLANCHER, VERROU], ids=["arbitrage", "plancher", "verrou"])
def test_l_optimum_de_trois_instances_est_celui_de_la_recherche_exhaustive(instance):
    resultat = resoudre(instance, secondes=20)
    assert resultat.issue == Issue.OPTIMAL
    assert resultat.ecart == 0
    assert permis(instance, resultat.plan)
    assert resultat.valeur == valeur(instance, resultat.plan) == meilleure_valeur(instance) > 0


@settings(max_examples=60)
@given(petites())
def test_les_petites_instances_aussi_possibles_ou_non(instance):
    resultat, meilleure = resoudre(instance, secondes=20), meilleure_valeur(instance)
    if meilleure is None:
        assert (resultat.issue, resultat.plan) == (Issue.IMPOSSIBLE, None)
    else:
        assert permis(instance, resultat.plan)
        assert resultat.valeur == resultat.borne == meilleure == valeur(instance, resultat.plan)


def test_rien_a_couvrir_ne_fait_courir_personne():
    vide = Instance({}, {}, {}, budget=10)
    resultat = resoudre(vide, secondes=5)
    assert (resultat.issue, resultat.plan, resultat.valeur, resultat.ecart) == (Issue.OPTIMAL, {}, 0, 0)


def test_aucune_session_ne_tourne_a_vide():
    """Half-days are left unused rather than spent on runs that cover nothing."""
    resultat = resoudre(Instance(ARBITRAGE.besoins, ARBITRAGE.programmes, {1: grande().formateurs[0]}, 100), secondes=5)
    assert resultat.plan == {}
    large = Instance(ARBITRAGE.besoins, ARBITRAGE.programmes, {1: PLANCHER.formateurs[1]}, budget=100)
    plan = resoudre(large, secondes=5).plan
    for cellule in plan:
        moins = {**plan, cellule: plan[cellule] - 1}
        assert valeur(large, moins) < valeur(large, plan)


@pytest.fixture
def a_chaque_tour(monkeypatch):
    monkeypatch.setattr("besoins.optimisation.solveur.PAS", 0)


@pytest.mark.usefixtures("a_chaque_tour")
def test_l_avancement_se_dit_et_ne_se_contredit_pas():
    instance, progres = grande(besoins=30, programmes=15, regions=6), []

    def suivre(nouveau: Progres) -> bool:
        progres.append(nouveau)
        return True

    resultat = resoudre(instance, secondes=60, suivre=suivre)
    assert progres
    assert all(avant.secondes <= apres.secondes for avant, apres in pairwise(progres))
    for point in progres:
        assert point.borne >= resultat.valeur
        assert point.valeur is None or point.valeur <= resultat.borne


@pytest.mark.usefixtures("a_chaque_tour")
def test_arrete_il_garde_le_meilleur_plan_trouve():
    instance = grande(besoins=60, programmes=30, regions=8)
    resultat = resoudre(instance, secondes=60, suivre=lambda progres: progres.valeur is None)
    assert resultat.plan is not None
    assert evaluer(instance, resultat.plan).manquements == ()
    assert resultat.valeur <= resultat.borne <= instance.total
    assert resultat.ecart == pytest.approx((resultat.borne - resultat.valeur) / resultat.borne)


@pytest.mark.usefixtures("a_chaque_tour")
def test_arrete_aussitot_il_le_dit():
    resultat = resoudre(grande(besoins=60, programmes=30, regions=8), secondes=60, suivre=lambda _progres: False)
    assert resultat.issue in (Issue.ARRET, Issue.OPTIMAL)
    assert (resultat.plan is None) == (resultat.valeur == 0)


def test_le_temps_est_compte():
    resultat = resoudre(grande(besoins=60, programmes=30, regions=8), secondes=0)
    assert resultat.issue == Issue.TEMPS
    assert resultat.borne <= grande(besoins=60, programmes=30, regions=8).total

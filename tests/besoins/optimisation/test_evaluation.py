import pytest
from hypothesis import given
from hypothesis import strategies as st

from besoins.optimisation import Genre, Instance, evaluer, moindre_total
from tests.besoins.optimisation.exhaustif import permis, valeur
from tests.besoins.optimisation.instances import ARBITRAGE, BRETAGNE, CORSE, OCCITANIE, PLANCHER, VERROU, petites

plans = st.dictionaries(st.tuples(st.sampled_from([1, 2]), st.sampled_from([1, 2])), st.integers(0, 3))


@given(petites(), plans)
def test_le_compte_est_celui_qu_on_ferait_a_la_main(instance, plan):
    plan = {
        cellule: fois for cellule, fois in plan.items() if cellule in instance.utiles or cellule in instance.verrous
    }
    bilan = evaluer(instance, plan)
    assert bilan.valeur == valeur(instance, plan)
    assert 0 <= bilan.valeur <= bilan.total
    assert (bilan.manquements == ()) == permis(instance, plan)


@given(petites(), plans)
def test_la_couverture_ne_depasse_jamais_ce_qui_est_attendu(instance, plan):
    for (besoin, region), couvert in evaluer(instance, plan).couverts.items():
        assert 0 <= couvert <= 100 * instance.besoins[besoin].effectifs[region]


def test_la_couverture_se_compte_en_personnes():
    bilan = evaluer(ARBITRAGE, {(1, BRETAGNE): 1, (2, OCCITANIE): 1})
    assert bilan.couverts == {(1, BRETAGNE): 1000, (1, OCCITANIE): 300, (2, BRETAGNE): 1000}
    assert bilan.valeur == 90 * 1300 + 40 * 1000
    assert (bilan.demi_journees, bilan.sessions, bilan.par_region) == (5, 2, {BRETAGNE: 4, OCCITANIE: 1})
    assert sum(bilan.charges.values()) == 5
    assert bilan.charges[2] >= 1  # the only one who goes to Occitanie


MANQUEMENTS = [
    (ARBITRAGE, {(2, BRETAGNE): 9}, Genre.BUDGET, None, 8, 9),
    (VERROU, {(1, CORSE): 5}, Genre.MAXIMUM, None, 4, 5),
    (PLANCHER, {(2, CORSE): 3}, Genre.PROGRAMME, 2, 2, 3),
    (PLANCHER, {}, Genre.PLANCHER, CORSE, 2, 0),
    (ARBITRAGE, {(1, OCCITANIE): 2}, Genre.FORMATEURS, None, 8, 4),
    (VERROU, {}, Genre.VERROU, (1, CORSE), 1, 0),
]


@pytest.mark.parametrize(("instance", "plan", "genre", "cle", "demande", "trouve"), MANQUEMENTS)
def test_chaque_exigence_manquee_se_nomme(instance, plan, genre, cle, demande, trouve):
    manquement = next(m for m in evaluer(instance, plan).manquements if m.genre == genre)
    assert (manquement.cle, manquement.demande, manquement.trouve) == (cle, demande, trouve)


def test_un_plan_vide_sans_demande_vaut_zero():
    bilan = evaluer(Instance({}, {}, {}, budget=3), {})
    assert (bilan.valeur, bilan.part, bilan.manquements) == (0, 0.0, ())


@pytest.mark.parametrize(
    ("durees", "seuil", "total"), [([4], 6, 8), ([2, 3], 7, 7), ([5], 0, 0), ([], 2, None), ([], 0, 0), ([1], 4, 4)]
)
def test_le_moindre_total_de_sessions_entieres(durees, seuil, total):
    assert moindre_total(durees, seuil) == total

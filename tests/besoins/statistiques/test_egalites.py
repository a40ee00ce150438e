"""Eleven answers give no strict ranking."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from besoins.statistiques.egalites import Estimation, Rang, ex_aequo, groupes_egalite, rangs, se_chevauchent
from besoins.statistiques.proportion import Intervalle, Proportion

proportions = st.integers(1, 300).flatmap(lambda n: st.integers(0, n).map(lambda k: Proportion(k, n)))
tableaux = st.lists(proportions, max_size=12).map(lambda ps: dict(enumerate(ps)))


def test_81_et_45_pour_cent_de_11_se_chevauchent():
    haut, bas = Proportion(9, 11), Proportion(5, 11)
    assert se_chevauchent(haut.intervalle, bas.intervalle)
    assert groupes_egalite({"bas": bas, "haut": haut}) == [["haut", "bas"]]
    assert rangs({"bas": bas, "haut": haut}) == {"bas": Rang(1, 2), "haut": Rang(1, 2)}


def test_les_memes_parts_sur_1100_reponses_se_classent():
    tableau = {"bas": Proportion(500, 1100), "haut": Proportion(900, 1100)}
    assert groupes_egalite(tableau) == [["haut"], ["bas"]]
    assert rangs(tableau) == {"bas": Rang(2, 2), "haut": Rang(1, 1)}
    assert rangs(tableau)["haut"].est_certain
    assert not Rang(1, 2).est_certain


def test_se_toucher_c_est_se_chevaucher():
    assert se_chevauchent(Intervalle(0.1, 0.4), Intervalle(0.4, 0.6))
    assert not se_chevauchent(Intervalle(0.1, 0.4), Intervalle(0.41, 0.6))
    assert not se_chevauchent(Intervalle(0.41, 0.6), Intervalle(0.1, 0.4))


def test_l_ordre_donne_departage_les_parts_egales():
    egales = {"b": Proportion(5, 11), "a": Proportion(5, 11), "c": Proportion(6, 11)}
    assert groupes_egalite(egales) == [["c", "b", "a"]]


def test_sans_ligne_ni_reponse():
    assert groupes_egalite({}) == []
    assert groupes_egalite({"vide": Proportion(0, 0), "a": Proportion(9, 11)}) == [["a", "vide"]]


def test_des_scores_de_toute_grandeur_et_de_tout_signe_se_groupent():
    scores = {
        "a": Estimation(-12, Intervalle(-20, -5)),
        "b": Estimation(40, Intervalle(30, 50)),
        "c": Estimation(-3, Intervalle(-6, 0)),
    }
    assert groupes_egalite(scores) == [["b"], ["c", "a"]]
    assert rangs(scores)["b"] == Rang(1, 1)


def test_une_erreur_inconnue_empeche_tout_classement():
    scores = {"a": Estimation(9, Intervalle(8, 10)), "b": Estimation(1, Intervalle(0, 2)), "?": Estimation(5)}
    assert groupes_egalite(scores) == [["a", "?", "b"]]


def test_de_proche_en_proche_n_est_pas_ex_aequo():
    """The first overlaps the second, which overlaps the third: two sets, not one."""
    scores = {
        "a": Estimation(9, Intervalle(7, 11)),
        "b": Estimation(7, Intervalle(5, 8)),
        "c": Estimation(4, Intervalle(2, 6)),
        "d": Estimation(-3, Intervalle(-4, -2)),
    }
    assert groupes_egalite(scores) == [["a", "b", "c"], ["d"]]
    assert ex_aequo(scores) == [["a", "b"], ["b", "c"], ["d"]]
    assert ex_aequo({}) == []


@given(tableaux)
def test_partager_un_ensemble_c_est_se_chevaucher(tableau):
    ensembles = [set(ensemble) for ensemble in ex_aequo(tableau)]
    for a in tableau:
        for b in tableau:
            ensemble = any({a, b} <= e for e in ensembles)
            assert ensemble == se_chevauchent(tableau[a].intervalle, tableau[b].intervalle)
    assert not any(un < autre for un in ensembles for autre in ensembles)


@given(tableaux)
def test_entre_groupes_tout_est_separe(tableau):
    groupes = groupes_egalite(tableau)
    assert sorted(cle for groupe in groupes for cle in groupe) == sorted(tableau)
    for haut, bas in pairwise(groupes):
        plancher = min(tableau[cle].intervalle.bas for cle in haut)
        plafond = max(tableau[cle].intervalle.haut for cle in bas)
        assert plancher > plafond


@given(tableaux)
def test_dans_un_groupe_rien_ne_peut_etre_coupe(tableau):
    for groupe in groupes_egalite(tableau):
        atteints, a_voir = {groupe[0]}, [groupe[0]]
        while a_voir:
            ici = a_voir.pop()
            for cle in set(groupe) - atteints:
                if se_chevauchent(tableau[ici].intervalle, tableau[cle].intervalle):
                    atteints.add(cle)
                    a_voir.append(cle)
        assert atteints == set(groupe)


@given(tableaux)
def test_le_rang_par_la_part_est_toujours_possible(tableau):
    ordre = sorted(tableau, key=lambda cle: -tableau[cle].valeur)
    possibles = rangs(tableau)
    for place, cle in enumerate(ordre, start=1):
        assert possibles[cle].meilleur <= place <= possibles[cle].pire

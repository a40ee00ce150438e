from math import isclose, log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from besoins.statistiques.egalites import Estimation
from besoins.statistiques.priorite import (
    CRITERES,
    PLANCHER,
    Criteres,
    degre,
    ecart,
    estimer,
    parts_de_l_ecart,
    placer,
    portee,
    score,
)
from besoins.statistiques.proportion import Proportion

UN = dict.fromkeys(CRITERES, 1)
parts = st.integers(1, 200).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))).map(lambda kn: Proportion(*kn))
criteres = st.builds(
    Criteres,
    portee=parts.map(portee),
    ecart=st.floats(PLANCHER, 1),
    urgence=st.integers(1, 5).map(degre),
    faisabilite=st.integers(1, 5).map(degre),
)
poids = st.fixed_dictionaries(dict.fromkeys(CRITERES, st.integers(0, 10))).filter(lambda p: any(p.values()))


class TestExemples:
    def test_la_moyenne_est_geometrique_et_ponderee(self):
        valeurs = {"portee": 0.5, "ecart": 0.5, "urgence": 1.0, "faisabilite": 0.25}

        assert score(valeurs, UN) == pytest.approx((0.5 * 0.5 * 1 * 0.25) ** 0.25)
        assert score(valeurs, {**dict.fromkeys(CRITERES, 0), "faisabilite": 3}) == pytest.approx(0.25)

    def test_chaque_critere_se_ramene_entre_0_et_1(self):
        assert portee(Proportion(9, 11)).valeur == pytest.approx(9 / 11)
        assert portee(Proportion(0, 11)).valeur == PLANCHER
        assert ecart(4, 2, 1, 5) == pytest.approx(0.75)
        assert ecart(3, 3, 1, 5) == 0.5
        assert ecart(1, 5, 1, 5) == PLANCHER
        assert (degre(5), degre(1), degre(None)) == (1.0, 0.2, 0.6)

    def test_sans_enquete_une_structure_sur_dix_et_l_incertitude_de_dix_reponses(self):
        inconnue = portee(None)

        assert inconnue.valeur == pytest.approx(0.1)
        assert (inconnue.intervalle.bas, inconnue.intervalle.haut) == pytest.approx((0.0179, 0.4042), abs=5e-5)

    def test_une_place_imposee_prime_et_les_autres_se_serrent(self):
        scores = {"a": Estimation(0.9), "b": Estimation(0.5), "c": Estimation(0.7), "d": Estimation(0.1)}

        assert placer(scores, {}) == ["a", "c", "b", "d"]
        assert placer(scores, {"d": 1}) == ["d", "a", "c", "b"]
        assert placer(scores, {"d": 2, "a": 4}) == ["c", "d", "b", "a"]
        assert placer(scores, {"a": 99}) == ["c", "b", "d", "a"]

    def test_a_scores_egaux_le_premier_recu_reste_devant(self):
        assert placer({"a": Estimation(0.5), "b": Estimation(0.5)}, {}) == ["a", "b"]


@given(criteres, poids)
def test_le_score_et_son_intervalle_sont_dans_l_ordre_et_entre_0_et_1(fait, poids):
    estime = estimer(fait, poids)

    assert 0 < estime.intervalle.bas <= estime.valeur + 1e-12
    assert estime.valeur <= estime.intervalle.haut + 1e-12
    assert estime.intervalle.haut <= 1


@given(criteres, criteres, poids)
def test_les_criteres_se_partagent_exactement_la_difference(devant, derriere, poids):
    parts = parts_de_l_ecart(devant, derriere, poids)

    rapport = log(estimer(devant, poids).valeur / estimer(derriere, poids).valeur)
    assert isclose(sum(parts.values()), rapport, abs_tol=1e-9)


@given(criteres, poids, st.integers(2, 5))
def test_multiplier_tous_les_poids_ne_change_rien(fait, poids, facteur):
    triples = {critere: valeur * facteur for critere, valeur in poids.items()}

    assert isclose(estimer(fait, poids).valeur, estimer(fait, triples).valeur, rel_tol=1e-9)


@given(st.dictionaries(st.integers(0, 20), st.floats(0.01, 1), min_size=1), st.data())
def test_chacun_a_une_place_et_celles_imposees_sont_tenues(valeurs, donnees):
    cles = donnees.draw(st.lists(st.sampled_from(sorted(valeurs)), unique=True))
    places = donnees.draw(st.permutations(range(1, len(valeurs) + 1)))
    imposees = dict(zip(cles, places, strict=False))

    ordre = placer({cle: Estimation(valeur) for cle, valeur in valeurs.items()}, imposees)

    assert sorted(ordre) == sorted(valeurs)
    assert all(ordre[place - 1] == cle for cle, place in imposees.items())

"""Scores of a paired matrix: published table, definitions, invariance, intervals."""

import json
from itertools import product
from pathlib import Path
from statistics import NormalDist

import numpy as np
import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import wilcoxon as reference

from besoins.statistiques.borich import mwds
from besoins.statistiques.ecarts import rds, wilcoxon
from besoins.statistiques.hennessy_hicks import difference
from besoins.statistiques.matrice import Matrice, resumer
from besoins.statistiques.quadrants import (
    Cote,
    Croix,
    Quadrant,
    cote,
    croix_medianes,
    croix_milieu,
    croix_moyennes,
    quadrant,
)
from besoins.statistiques.reechantillonnage import intervalle_percentile, reechantillonner

PUBLIE = json.loads((Path(settings.RACINE) / "besoins/donnees/tna/gholipour2018.json").read_text("utf-8"))["items"]
QUADRANTS = {
    "keep_up": Quadrant.MAINTENIR,
    "low_priority": Quadrant.SECONDAIRE,
    "possible_overkill": Quadrant.EXCES,
    "concentrate_here": Quadrant.CONCENTRER,
}
scores = st.integers(1, 5)
reponses = st.lists(st.tuples(scores, scores), min_size=1, max_size=40)
incompletes = st.lists(st.tuples(st.none() | scores, st.none() | scores), min_size=1, max_size=40)


def compter(couples) -> Matrice:
    effectifs = {}
    for couple in couples:
        effectifs[couple] = effectifs.get(couple, 0) + 1
    return Matrice(effectifs)


def marges(pertinences, competences) -> Matrice:
    """Two margins without pairs; relevance from 1 to 3 is put on the scale of competence."""
    return Matrice(
        {(note, None): n for note, n in zip((1, 3, 5), pertinences, strict=True)}
        | {(None, note): n for note, n in zip((1, 2, 3, 4, 5), competences, strict=True)}
    )


class TestTablePubliee:
    """Gholipour et al. (2018), table 5."""

    @pytest.fixture
    def resumes(self):
        return {
            item["item"]: resumer(marges(item["relevance_pct_1to3"], item["competence_pct_1to5"])) for item in PUBLIE
        }

    @pytest.mark.parametrize("item", PUBLIE, ids=lambda item: item["item"])
    def test_moyennes_score_rang_et_quadrant_au_chiffre_imprime(self, item, resumes):
        attendu, resume = item["expected"], resumes[item["item"]]
        ordre = sorted(resumes, key=lambda nom: -mwds(resumes[nom]))
        croix = croix_moyennes([(r.importance, r.maitrise) for r in resumes.values()])

        assert round(resume.maitrise, 3) == attendu["mean_competence"]
        assert round(resume.importance, 3) == attendu["mean_importance_rescaled_1to5"]
        assert round((resume.importance + 1) / 2, 3) == attendu["mean_relevance_1to3"]
        assert round(mwds(resume), 3) == attendu["mwds"]
        assert ordre.index(item["item"]) + 1 == attendu["mwds_rank"]
        assert quadrant(resume.importance, resume.maitrise, croix) == QUADRANTS[attendu["ipa_quadrant_grand_means"]]

    @pytest.mark.parametrize("item", PUBLIE, ids=lambda item: item["item"])
    def test_les_effectifs_retrouves_donnent_les_memes_scores(self, item):
        competences = item["implied_counts_competence"][0]["counts"]
        for pertinences in item["implied_counts_relevance"]:
            resume = resumer(marges(pertinences["counts"], competences))
            # Percentages printed to 0.1 leave that much room.
            assert resume.maitrise == pytest.approx(item["expected"]["mean_competence"], abs=5e-3)
            assert mwds(resume) == pytest.approx(item["expected"]["mwds"], abs=0.03)

    def test_sans_paires_ni_ecarts_ordonnes_ni_test(self, resumes):
        assert all(rds(resume) is None for resume in resumes.values())
        assert wilcoxon(marges((0, 12, 44), (0, 4, 21, 24, 9))) is None


class TestDefinitions:
    @given(reponses)
    def test_mwds_est_la_moyenne_des_ecarts_ponderes(self, couples):
        moyenne = sum(i for i, _ in couples) / len(couples)
        ecarts = [(i - m) * moyenne for i, m in couples]
        resume = resumer(compter(couples))
        assert mwds(resume) == pytest.approx(sum(ecarts) / len(couples))
        assert mwds(resume) == pytest.approx(difference(resume) * resume.importance)

    @given(reponses)
    def test_rds_compte_les_signes(self, couples):
        moins, plus = sum(m < i for i, m in couples), sum(m > i for i, m in couples)
        assert rds(resumer(compter(couples))) == pytest.approx(100 * (plus - moins) / len(couples))

    @given(incompletes)
    def test_une_reponse_incomplete_ne_change_rien_des_qu_il_y_a_des_paires(self, couples):
        completes = [couple for couple in couples if None not in couple]
        matrice = compter(couples)
        assert matrice.est_appariee == bool(completes)
        assert matrice.incomplets == sum((i is None) != (m is None) for i, m in couples)
        if completes:
            assert matrice.total == len(completes)
            assert resumer(matrice) == resumer(compter(completes))

    def test_sans_reponse_il_n_y_a_pas_de_score(self):
        for effectifs in ({}, {(3, None): 4}, {(None, None): 4}, {(3, 2): 0}):
            assert resumer(Matrice(effectifs)) is None

    def test_un_effectif_negatif_est_refuse(self):
        with pytest.raises(ValueError):
            Matrice({(1, 1): -1})


class TestWilcoxon:
    """p by hand: every way of giving signs to the ranks."""

    @staticmethod
    def enumerer(rangs, observe):
        """Two-sided p of the exact distribution of the sum of positive ranks."""
        sommes = [
            sum(r for r, signe in zip(rangs, signes, strict=True) if signe)
            for signes in product((0, 1), repeat=len(rangs))
        ]
        return min(1, 2 * sum(somme <= observe for somme in sommes) / len(sommes))

    def test_sans_ex_aequo(self):
        # Differences 1, 2, 3, 4, -5: ranks 1 to 5, W- = 5.
        test = wilcoxon(Matrice({(6, 5): 1, (6, 4): 1, (6, 3): 1, (6, 2): 1, (1, 6): 1}))
        assert (test.statistique, test.total) == (5, 5)
        assert test.p == pytest.approx(self.enumerer([1, 2, 3, 4, 5], 5)) == pytest.approx(20 / 32)

    def test_avec_ex_aequo_et_zeros(self):
        # Differences 1, 1, 2, -1 and two zeros, dropped: ranks 2, 2, 4 against 2.
        test = wilcoxon(Matrice({(3, 2): 2, (4, 2): 1, (2, 3): 1, (4, 4): 2}))
        assert (test.statistique, test.total) == (2, 4)
        assert test.p == pytest.approx(self.enumerer([2, 2, 4, 2], 2))

    def test_tout_du_meme_cote(self):
        assert wilcoxon(Matrice({(5, 2): 6})).p == pytest.approx(2 / 2**6)
        assert wilcoxon(Matrice({(3, 3): 9})) is None

    def test_table_de_wilcoxon(self):
        """n = 20 without ties: P(W ≤ 52) = 0.0242, P(W ≤ 53) = 0.0266, critical value 52 of the printed tables."""
        for statistique, une_queue in ((52, 0.0242), (53, 0.0266)):
            negatifs = {2: (20, 19, 13), 3: (20, 19, 14)}[statistique - 50]
            effectifs = {(0, rang) if rang in negatifs else (rang, 0): 1 for rang in range(1, 21)}
            test = wilcoxon(Matrice(effectifs))
            assert test.statistique == statistique
            assert test.p / 2 == pytest.approx(une_queue, abs=5e-5)

    def test_beaucoup_de_reponses_par_la_loi_normale(self):
        # 45 differences of 1 and 15 of -1, ranks 30.5: W = 457.5, σ² = Σr²/4; continuity of one half.
        test = wilcoxon(Matrice({(4, 3): 45, (3, 4): 15}))
        z = (457.5 + 0.5 - 915) / (60 * 30.5**2 / 4) ** 0.5
        assert test.p == pytest.approx(2 * NormalDist().cdf(z), rel=1e-9)

    @given(st.dictionaries(st.tuples(scores, scores), st.integers(0, 12), min_size=1, max_size=8))
    def test_scipy_trouve_pareil(self, effectifs):
        matrice = Matrice(effectifs)
        ecarts = np.repeat(list(matrice.ecarts), [round(n) for n in matrice.ecarts.values()])
        test = wilcoxon(matrice)
        if test is None:
            assert not ecarts.any()
            return
        if test.total > 50:
            attendu = reference(ecarts, correction=True, method="asymptotic")
            assert test.p == pytest.approx(attendu.pvalue)
        else:
            attendu = reference(ecarts, method="asymptotic")
        assert test.statistique == attendu.statistic
        assert 0 < test.p <= 1


class TestQuadrants:
    def test_les_trois_croix(self):
        points = [(5, 1), (3, 3), (4, 5)]
        assert croix_moyennes(points) == Croix(4, 3)
        assert croix_medianes([(5, 1), (3, 3), (4, 5), (1, 5)]) == Croix(3.5, 4)
        assert croix_milieu(1, 7) == Croix(4, 4)
        with pytest.raises(ValueError):
            croix_moyennes([])

    def test_chaque_quadrant_et_ses_bords(self):
        croix = Croix(4, 3)
        assert quadrant(5, 1, croix) == Quadrant.CONCENTRER
        assert quadrant(4, 3, croix) == Quadrant.MAINTENIR
        assert quadrant(3.9, 2.9, croix) == Quadrant.SECONDAIRE
        assert quadrant(3, 5, croix) == Quadrant.EXCES

    def test_la_diagonale_ne_tranche_que_si_l_intervalle_est_d_un_cote(self):
        assert cote(0.1, 1) == Cote.BESOIN
        assert cote(-1, -0.1) == Cote.ACQUIS
        assert cote(-0.1, 1) == cote(0, 1) == Cote.INDECIS


class TestReechantillonnage:
    @given(st.permutations([(5, 2), (4, 2), (3, 3), (2, 4), (5, 1), (4, 4)]))
    def test_l_ordre_des_repondants_ne_change_ni_score_ni_intervalle(self, couples):
        reference = reechantillonner(compter(sorted(couples)), 50)
        ici = reechantillonner(compter(couples), 50)
        assert (ici.importance == reference.importance).all()
        assert (rds(ici) == rds(reference)).all()
        assert resumer(compter(couples)) == resumer(compter(sorted(couples)))

    @given(reponses)
    def test_les_intervalles_sont_ordonnes_et_dans_leurs_bornes(self, couples):
        matrice = compter(couples)
        tires = reechantillonner(matrice, 200)
        for valeurs, plancher, plafond in (
            (rds(tires), -100, 100),
            (difference(tires), -4, 4),
            (tires.importance, 1, 5),
            (mwds(tires), -20, 20),
        ):
            if intervalle := intervalle_percentile(valeurs, matrice.total):
                assert plancher - 1e-9 <= intervalle.bas <= intervalle.haut <= plafond + 1e-9

    def test_beaucoup_de_reponses_donnent_l_intervalle_de_la_moyenne(self):
        """Mean of n differences: ± 1.96·s/√n, which the draws must find again."""
        matrice = Matrice({(5, 3): 300, (4, 3): 400, (3, 3): 200, (3, 4): 100})
        ecarts = [(2, 300), (1, 400), (0, 200), (-1, 100)]
        centre = sum(e * n for e, n in ecarts) / 1000
        demi = 1.96 * (sum(n * (e - centre) ** 2 for e, n in ecarts) / 999 / 1000) ** 0.5
        obtenu = intervalle_percentile(difference(reechantillonner(matrice, 20_000)), 1000)
        assert (obtenu.bas, obtenu.haut) == pytest.approx((centre - demi, centre + demi), abs=4e-3)

    def test_peu_de_reponses_donnent_un_intervalle_plus_large_que_le_centile(self):
        matrice = Matrice({(5, 2): 3, (3, 3): 3})
        valeurs = difference(reechantillonner(matrice, 5000))
        obtenu, simple = intervalle_percentile(valeurs, 6), np.quantile(valeurs, [0.025, 0.975])
        assert obtenu.bas < simple[0] < simple[1] < obtenu.haut

    def test_une_seule_reponse_ou_la_meme_pour_tous_n_ont_pas_d_intervalle(self):
        for effectifs in ({(5, 1): 1}, {(5, 1): 300}):
            matrice = Matrice(effectifs)
            assert intervalle_percentile(difference(reechantillonner(matrice, 100)), matrice.total) is None

    def test_sans_paires_les_marges_sont_tirees_a_part(self):
        tires = reechantillonner(marges((0, 12, 44), (0, 4, 21, 24, 9)), 2000)
        assert tires.moins is None
        obtenu = intervalle_percentile(mwds(tires), 56)
        assert obtenu.bas < 4.19 < obtenu.haut

    def test_des_poids_tres_inegaux_elargissent(self):
        matrice = Matrice({(5, 2): 50, (3, 3): 50})
        large = intervalle_percentile(difference(reechantillonner(matrice, 2000, total=20)), 20)
        etroit = intervalle_percentile(difference(reechantillonner(matrice, 2000)), 100)
        assert large.haut - large.bas > 1.5 * (etroit.haut - etroit.bas)

    def test_trente_items_et_deux_mille_tirages_en_moins_d_une_seconde(self):
        from time import process_time

        matrice = Matrice({(i, m): 7 * i + m for i in range(1, 6) for m in range(1, 6)})
        debut = process_time()
        for _ in range(30):
            intervalle_percentile(mwds(reechantillonner(matrice, 2000)), matrice.total)
        assert process_time() - debut < 2  # 0.1 s alone; shared machines are slow

    def test_sans_reponse_ni_tirage(self):
        for matrice, tirages in ((Matrice({}), 10), (Matrice({(1, 1): 3}), 0)):
            with pytest.raises(ValueError):
                reechantillonner(matrice, tirages)

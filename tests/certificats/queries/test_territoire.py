"""Competences of the network: each person once, small groups never told nor computed again."""

import numpy as np
import pytest
from django.db.models import Q
from hypothesis import given, settings
from hypothesis import strategies as st

from academie.regles import regle
from certificats.models import Exigence
from certificats.queries.territoire import (
    CACHEE,
    DIMENSIONS,
    Part,
    _parts,
    demandes,
    grouper,
    groupes_connus,
    lignes_lisibles,
    masquer_groupes,
    noms_des_groupes,
    par_competence,
    postes_comptes,
    rangees,
)
from tests.certificats.equipes import demain, equipe, hier, poste, prouver, structure_en
from tests.certificats.fabriques import competence, fiche

MINIMUM = 5


@pytest.fixture
def metier(db):
    return fiche(c1_1=4)


@pytest.fixture
def breton(db):
    return structure_en("Bretagne", "53")


@pytest.fixture
def occitan(db):
    return structure_en("Occitanie", "76")


class TestQuiCompte:
    def test_le_poste_d_aujourd_hui_dans_le_reseau_et_lui_seul(self, d, metier):
        poste(d.animateur, metier, d.structure, fin=hier())
        poste(d.animateur, metier, d.structure, debut=demain())
        poste(d.animateur, None, d.structure)
        assert not postes_comptes().exists()
        ancien = poste(d.animateur, metier, d.structure, debut=hier(500))
        assert list(postes_comptes()) == [ancien]
        nouveau = poste(d.animateur, metier, d.autre_structure, debut=hier(10))
        assert list(postes_comptes()) == [nouveau]

    @pytest.mark.parametrize(
        ("niveau", "nature", "tenue"),
        [
            (4, "reconnaissance", True),
            (6, "reconnaissance", True),
            (3, "reconnaissance", False),
            (6, "auto_evaluation", False),
            (6, "tiers", False),
            (6, "positionnement", False),
        ],
    )
    def test_seul_un_niveau_prouve_compte(self, d, metier, niveau, nature, tenue):
        poste(d.animateur, metier, d.structure)
        prouver(d.animateur, "1.1", niveau, nature=nature)
        assert demandes().get().tenue is tenue

    def test_une_personne_qui_prouve_deux_fois_compte_une_fois(self, breton, metier):
        for personne in equipe(breton, metier, prouvent=6, manquent=5):
            prouver(personne, "1.1", 5)
        [parts] = par_competence().values()
        assert parts[None] == Part(11, 0, 11)


class TestGroupes:
    def test_par_region_nature_et_poste(self, breton, occitan, metier):
        equipe(breton, metier, prouvent=6, manquent=7)
        equipe(occitan, metier, prouvent=8, manquent=9, nom="q")
        for dimension, attendu in {
            "region": {"Bretagne": Part(6, 7, 13), "Occitanie": Part(8, 9, 17)},
            "nature": {"espace de médiation numérique": Part(14, 16, 30)},
            "poste": {metier.titre: Part(14, 16, 30)},
        }.items():
            [parts] = par_competence(dimension).values()
            noms = noms_des_groupes(dimension, parts.keys() - {None})
            assert {noms[cle]: part for cle, part in parts.items() if cle is not None} == attendu
            assert parts[None] == Part(14, 16, 30)

    def test_une_fiche_adaptee_compte_avec_la_nationale(self, breton, metier):
        adaptee = fiche(titre="Adaptée", c1_1=4)
        adaptee.structure, adaptee.nationale = breton, metier
        adaptee.save()
        equipe(breton, adaptee, prouvent=6, manquent=6)
        assert groupes_connus(["poste"]) == {"poste": {metier.code: metier.titre}}

    def test_un_departement_se_cache_avec_sa_region(self, d, metier):
        equipe(d.structure, metier, prouvent=3, manquent=9)
        equipe(d.autre_structure, metier, prouvent=12, manquent=12, nom="q")
        [parts] = par_competence("departement").values()
        assert parts[d.departement.pk] == CACHEE
        assert parts[None] == Part(15, 21, 36)

    def test_un_groupe_inconnu_ne_dit_rien(self, breton, metier):
        equipe(breton, metier, prouvent=6, manquent=6)
        assert lignes_lisibles(par_competence(), "999999") == [(competence(), CACHEE)]

    def test_le_nombre_de_requetes_ne_depend_pas_des_personnes(self, breton, metier, django_assert_num_queries):
        for nom, combien in (("p", 1), ("q", 29)):
            equipe(breton, metier, prouvent=combien, manquent=0, nom=nom)
            with django_assert_num_queries(2):
                lignes_lisibles(par_competence("departement"), "")


class TestMasque:
    def test_un_petit_groupe_se_tait(self, breton, occitan, metier):
        equipe(breton, metier, prouvent=2, manquent=9)
        equipe(occitan, metier, prouvent=20, manquent=20, nom="q")
        [parts] = par_competence().values()
        bretagne, occitanie = parts[breton.territoire.region_id], parts[occitan.territoire.region_id]
        assert (bretagne.oui, bretagne.non) == (None, None)
        assert occitanie.oui is None  # the whole minus Occitanie would say Bretagne
        assert parts[None] == Part(22, 29, 51)

    def test_une_competence_que_trop_peu_demandent_se_tait_partout(self, breton, metier):
        equipe(breton, metier, prouvent=2, manquent=2)
        for dimension in DIMENSIONS:
            [parts] = par_competence(dimension).values()
            assert set(parts.values()) == {CACHEE}

    def test_le_tableur_dit_ce_qui_est_masque(self, breton, metier):
        equipe(breton, metier, prouvent=2, manquent=9)
        _entete, rangee = rangees(lignes_lisibles(par_competence()), "Réseau")
        assert rangee == ["Réseau", "1.1 Naviguer, rechercher, filtrer", "masqué", "masqué", "masqué"]

    @given(st.lists(st.tuples(st.integers(0, 14), st.integers(0, 14)), min_size=1, max_size=8))
    @settings(deadline=None)
    def test_rien_ne_se_recalcule(self, comptes):
        """Any hidden figure of a small group may be another number without changing what is shown."""
        parts = masquer_groupes(dict(enumerate(comptes)))
        for rang, (oui, non) in enumerate(comptes):
            part = parts[rang]
            for vrai, montre in ((oui, part.oui), (non, part.non), (oui + non, part.total)):
                assert montre in (None, vrai)
                assert not (montre and montre < MINIMUM)
        tableau = [[oui, non, oui + non] for oui, non in comptes]
        caches = [
            (rang, colonne)
            for rang in range(len(comptes))
            for colonne, montre in enumerate((parts[rang].oui, parts[rang].non, parts[rang].total))
            if montre is None
        ]
        if not caches or len(caches) == 3 * len(comptes):
            return
        # Who reads knows the sum of each column, and that yes and no make the total: what is left must be free.
        equations = np.zeros((3 + len(comptes), len(caches)))
        for place, (rang, colonne) in enumerate(caches):
            equations[colonne, place] = 1
            equations[3 + rang, place] = -1 if colonne == 2 else 1
        rang_de = np.linalg.matrix_rank
        for place, (rang, colonne) in enumerate(caches):
            if 0 < tableau[rang][colonne] < MINIMUM:
                seule = np.zeros(len(caches))
                seule[place] = 1
                assert rang_de(np.vstack([equations, seule])) > rang_de(equations)

    @given(
        st.dictionaries(
            st.sampled_from([(region, region * 10 + rang) for region in range(3) for rang in range(5)]),
            st.tuples(st.integers(0, 14), st.integers(0, 14)),
            min_size=1,
        )
    )
    @settings(deadline=None, max_examples=50)
    def test_l_ensemble_est_le_meme_par_region_et_par_departement(self, comptes):
        par_region: dict = {}
        for (region, _departement), (oui, non) in comptes.items():
            avant = par_region.get((region, region), (0, 0))
            par_region[region, region] = (avant[0] + oui, avant[1] + non)
        regions, departements = _parts(par_region, divise=False), _parts(comptes, divise=True)
        assert regions[None] == departements[None]
        for (region, departement), _compte in comptes.items():
            assert regions[region].entiere or departements[departement] == CACHEE


def test_le_minimum_est_celui_de_la_regle(breton, metier):
    assert regle("resultats.effectif_minimum") == MINIMUM
    equipe(breton, metier, prouvent=MINIMUM, manquent=MINIMUM)
    [parts] = par_competence().values()
    assert parts[None] == Part(MINIMUM, MINIMUM, 2 * MINIMUM)


def test_deux_exigences_ne_se_melangent_pas(breton, metier):
    Exigence.objects.create(fiche=metier, competence=competence("1.2", "Évaluer"), niveau=2)
    equipe(breton, metier, prouvent=6, manquent=8)
    parts = grouper(demandes(), Q(tenue=True), "competence")
    assert parts[competence("1.1").pk][None] == Part(6, 8, 14)
    assert parts[competence("1.2").pk][None] == Part(0, 14, 14)

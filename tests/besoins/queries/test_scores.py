"""Scores from the database: counts, pairs, weights, small groups, constant cost."""

import pytest
from django.http import QueryDict

from besoins.models import Enquete, Question
from besoins.queries.filtres import Filtre
from besoins.queries.resultats import Lecture, compter_option, lecture
from besoins.queries.scores import dire_p, scores_matrices
from tests.besoins import fabriques
from tests.besoins.recolte import recolter


@pytest.fixture
def faite(d):
    faite = fabriques.brouillon(d.concepteur)
    faite.matrice = fabriques.question(
        faite.besoins.section,
        Question.Genre.MATRICE,
        "Pour vos équipes ?",
        ["Accueil", "Données", "Réseau local"],
        minimum=1,
        maximum=5,
    )
    faite.accueil, faite.donnees, faite.reseau = faite.matrice.options.order_by("ordre")
    return faite


def lire(faite, adresse="", **choix):
    enquete = Enquete.objects.get(pk=faite.enquete.pk)
    filtre = Filtre.depuis(QueryDict(adresse), enquete)
    [scores] = scores_matrices(enquete, filtre, lecture(enquete, filtre), **choix)
    return scores


def notes(faite, *lignes, **champs):
    """One respondent a line: (importance, mastery) of each item."""
    items = (faite.accueil, faite.donnees, faite.reseau)
    recolter(faite.enquete, *[{faite.matrice: dict(zip(items, ligne, strict=False)), **champs} for ligne in lignes])


def test_les_scores_d_un_item(faite):
    notes(faite, [(5, 2)], [(4, 2)], [(3, 3)], [(4, 5)])

    accueil = lire(faite).items[0]

    assert (accueil.total, accueil.incomplets) == (4, 0)
    assert (accueil.importance, accueil.maitrise) == ("4,00", "3,00")
    assert accueil.scores["mwds"].estimation.valeur == (4 - 3) * 4
    assert accueil.scores["rds"].estimation.valeur == 100 * (1 - 2) / 4
    assert accueil.scores["difference"].texte == "1,00"
    bornes = accueil.scores["rds"].estimation.intervalle
    assert -100 <= bornes.bas < -25 < bornes.haut <= 100
    assert accueil.test.total == 3
    assert accueil.test.p == pytest.approx(2 * 2 / 8)


def test_une_note_seule_est_laissee_de_cote_et_comptee(faite):
    notes(faite, [(5, 2)], [(4, 1)], [(1, None)], [(None, 5)])

    accueil = lire(faite).items[0]

    assert (accueil.total, accueil.incomplets) == (2, 2)
    assert (accueil.importance, accueil.maitrise) == ("4,50", "1,50")


def test_sans_paires_les_marges_suffisent_sauf_pour_les_ecarts(faite):
    notes(faite, [(5, None)], [(3, None)], [(None, 2)], [(None, 1)], [(None, 3)])

    accueil = lire(faite).items[0]

    assert accueil.scores["mwds"].estimation.valeur == (4 - 2) * 4
    assert "rds" not in accueil.scores
    assert accueil.test is None
    assert accueil.total == 2


def test_un_item_sans_reponse_le_dit(faite):
    notes(faite, [(5, 2), (4, None)])

    _accueil, donnees, reseau = lire(faite).items

    assert donnees.raison == reseau.raison == "aucune réponse complète"


def test_ce_qui_se_detache_et_ce_qui_ne_se_departage_pas(faite):
    notes(faite, *[[(5, 1), (4, 4), (4, 4)], [(5, 2), (4, 5), (3, 4)], [(4, 1), (5, 3), (4, 3)]] * 12)

    scores = lire(faite)

    assert [[item.option.libelle for item in groupe] for groupe in scores.groupes] == [
        ["Accueil"],
        ["Données", "Réseau local"],
    ]
    assert [(ligne.numero, ligne.place, ligne.groupes) for ligne in scores.lignes] == [
        (1, "1re", "A"),
        (2, "de la 2e à la 3e", "B"),
        (3, "de la 2e à la 3e", "B"),
    ]
    assert scores.constats == [
        "« Accueil » se détache en tête.",
        "Deux besoins qui partagent une lettre ne se départagent pas : leurs intervalles se recouvrent.",
    ]


def test_peu_de_reponses_ne_classent_rien(faite):
    notes(faite, [(5, 1), (4, 4)], [(3, 3), (4, 2)])

    scores = lire(faite)

    assert len(scores.groupes) == 1
    assert "classement strict est déconseillé sous 30" in scores.constats[-1]


def test_une_seule_reponse_n_a_pas_d_intervalle_et_ne_classe_rien(faite):
    notes(faite, [(5, 1), (1, 5)])

    scores = lire(faite)

    assert scores.items[0].scores["mwds"].crochets == "[intervalle inconnu]"
    assert len(scores.groupes) == 1


@pytest.mark.parametrize(
    ("croix", "attendues"),
    [
        ("moyennes", ["à renforcer d'abord", "plus maîtrisé qu'important"]),
        ("milieu", ["à renforcer d'abord", "secondaire"]),
        ("diagonale", ["besoin", "indécis"]),
    ],
)
def test_les_situations_selon_les_reperes(faite, croix, attendues):
    notes(faite, *[[(5, 1), (2, 2)], [(4, 1), (2, 3)], [(5, 2), (3, 2)]] * 3)

    scores = lire(faite, croix=croix)

    assert [ligne.situation for ligne in scores.lignes[:2]] == attendues
    assert scores.dessin.diagonale == (croix == "diagonale")


def test_les_poids_se_lisent_a_cote(d, faite):
    notes(faite, *[[(5, 1)]] * 3, poids=2.0)
    notes(faite, *[[(3, 3)]] * 6, poids=0.5)
    Enquete.objects.filter(pk=faite.enquete.pk).update(ponderation="main")

    accueil = lire(faite).items[0]

    assert accueil.scores["difference"].estimation.valeur == pytest.approx(12 / 9)
    assert accueil.scores["difference"].pondere.valeur == pytest.approx(4 * 6 / 9)
    assert accueil.total_efficace == pytest.approx(81 / 13.5)
    Enquete.objects.filter(pk=faite.enquete.pk).update(ponderation="aucune")
    assert lire(faite).items[0].scores["difference"].texte_pondere == ""


def test_les_filtres_s_appliquent(d, faite):
    notes(faite, [(5, 1)], niveau="commune")
    notes(faite, [(1, 5)], niveau="region")

    assert (lire(faite, "niveau=commune").items[0].importance, lire(faite, "niveau=commune").items[0].maitrise) == (
        "5,00",
        "1,00",
    )
    assert lire(faite).items[0].total == 2


def test_un_petit_groupe_est_masque_quand_l_enquete_le_demande(faite):
    notes(faite, *[[(5, 1), (4, 2)]] * 4, [(4, 4)])
    enquete = Enquete.objects.get(pk=faite.enquete.pk)

    [scores] = scores_matrices(enquete, Filtre(enquete), Lecture(True, minimum=5, minimum_croise=5))

    accueil, donnees, _reseau = scores.items
    assert accueil.scores
    assert donnees.raison == "masqué : moins de 5 réponses"
    assert (donnees.scores, donnees.matrice.effectifs, donnees.resume) == ({}, {}, None)


def test_un_besoin_tire_d_un_item_compte_ceux_qui_le_maitrisent_moins(faite):
    notes(faite, [(5, 1)], [(4, 1)], [(3, 3)], [(1, 3)], [(5, None)])

    assert compter_option(faite.accueil) == (2, 4)
    assert compter_option(faite.reseau) == (0, 0)


@pytest.mark.parametrize("combien", [1, 30])
def test_le_cout_ne_depend_ni_des_reponses_ni_des_items(d, faite, combien, django_assert_num_queries):
    notes(faite, *[[(5, 1), (4, 2), (3, 3)]] * combien)
    libelles = [f"Item {rang}" for rang in range(combien)]
    fabriques.question(faite.besoins.section, Question.Genre.MATRICE, "Et ?", libelles, minimum=1, maximum=5)
    enquete = Enquete.objects.get(pk=faite.enquete.pk)

    with django_assert_num_queries(4):
        scores_matrices(enquete, Filtre(enquete), Lecture(True))


@pytest.mark.parametrize(("p", "mots"), [(0.0004, "p < 0,001"), (0.0316, "p = 0,032"), (1.0, "p = 1,000")])
def test_p_se_lit(p, mots):
    assert dire_p(p) == mots

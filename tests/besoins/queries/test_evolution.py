"""Waves compared item by item, only where the same thing was asked."""

import pytest

from besoins.models import Enquete, Invitation, Option, Question
from besoins.queries.evolution import evolution
from tests.besoins import fabriques
from tests.besoins.recolte import recolter


def lire(enquete):
    return evolution(Enquete.objects.get(pk=enquete.pk))


def nouvelle_vague(d, ancienne, titre="Deuxième vague"):
    """The same draft again: the same codes."""
    faite = fabriques.brouillon(d.concepteur, titre)
    Enquete.objects.filter(pk=faite.enquete.pk).update(precedente=ancienne.enquete)
    return faite


@pytest.fixture
def vagues(d):
    avant = fabriques.brouillon(d.concepteur, "Première vague")
    return avant, nouvelle_vague(d, avant)


def ligne(resultat, question, libelle):
    comparee = next(q for q in resultat.questions if q.question.code == question.code)
    return next(ligne for ligne in comparee.lignes if ligne.libelle == libelle)


def cocher(faite, k, n):
    formation, materiel = faite.option("Formation"), faite.option("Matériel")
    recolter(faite.enquete, *[{faite.besoins: [formation]}] * k, *[{faite.besoins: [materiel]}] * (n - k))


def test_une_part_qui_monte_avec_son_intervalle(vagues):
    avant, apres = vagues
    cocher(avant, 48, 80)
    cocher(apres, 56, 70)

    formation = ligne(lire(apres.enquete), apres.besoins, "Formation")

    assert [cellule.replace("\u00a0", " ") for _vague, cellule in formation.cellules] == [
        "48 sur 80, soit 60,0 % [49 % – 70 %]",
        "56 sur 70, soit 80,0 % [69 % – 88 %]",
    ]
    assert formation.constat.replace("\u00a0", " ") == "en hausse : +20,0 pts [+5,2 pts ; +33,4 pts]"


def test_peu_de_reponses_ne_disent_pas_d_evolution(vagues):
    avant, apres = vagues
    cocher(avant, 3, 5)
    cocher(apres, 4, 5)

    resultat = lire(apres.enquete)

    assert ligne(resultat, apres.besoins, "Formation").constat.startswith("pas d'évolution nette")
    assert ligne(resultat, apres.besoins, "Réseau").constat.startswith("pas d'évolution nette")
    assert [nom for _vague, nom in resultat.vagues] == ["Première vague", "Deuxième vague"]


def test_les_moyennes_d_une_echelle(vagues):
    avant, apres = vagues
    recolter(avant.enquete, *[{avant.urgence: note} for note in (1, 2, 3, 4, 5)])
    recolter(apres.enquete, *[{apres.urgence: note} for note in (4, 4, 5, 5, 5, 5, 4)])

    moyenne = ligne(lire(apres.enquete), apres.urgence, "Moyenne")

    assert [cellule for _vague, cellule in moyenne.cellules] == ["3,00 (n = 5)", "4,57 (n = 7)"]
    assert moyenne.constat.startswith("pas d'évolution nette : +1,57")


@pytest.mark.parametrize(
    ("changement", "raison"),
    [
        ({"intitule": "Quels besoins aujourd'hui ?"}, "le texte de la question a changé"),
        ({"code": "autre"}, "la question n'était pas posée"),
        ({"unite": "points"}, "l'échelle ou l'unité a changé"),
        ({"maximum": 3}, "l'échelle ou l'unité a changé"),
        ({"genre": "classement"}, "le type de réponse a changé"),
    ],
)
def test_ce_qui_a_change_ne_se_compare_pas_et_dit_pourquoi(vagues, changement, raison):
    avant, apres = vagues
    cocher(avant, 3, 5)
    cocher(apres, 4, 5)
    Question.objects.filter(pk=avant.besoins.pk).update(**changement)

    question = next(q for q in lire(apres.enquete).questions if q.question.pk == apres.besoins.pk)

    assert question.absences == [("Première vague", raison)]
    assert question.lignes == []


def test_d_autres_reponses_proposees_non_plus(vagues):
    avant, apres = vagues
    Option.objects.filter(question=avant.besoins, libelle="Réseau").update(libelle="Réseau local")

    [question] = [q for q in lire(apres.enquete).questions if q.question.pk == apres.besoins.pk]

    assert question.absences == [("Première vague", "les réponses proposées ont changé")]


def test_les_items_d_une_matrice_se_comparent_un_a_un(d, vagues):
    avant, apres = vagues
    for faite, libelles in ((avant, ["Accueil", "Données"]), (apres, ["Accueil", "Réseau local"])):
        faite.matrice = fabriques.question(
            faite.besoins.section, Question.Genre.MATRICE, "Équipes ?", libelles, minimum=1, maximum=5
        )
    accueil, donnees = avant.matrice.options.order_by("ordre")
    recolter(avant.enquete, *[{avant.matrice: {accueil: (4, 1), donnees: (2, 2)}}] * 3)
    recolter(avant.enquete, {avant.matrice: {accueil: (3, 2)}})
    accueil = apres.matrice.options.get(ordre=1)
    recolter(apres.enquete, *[{apres.matrice: {accueil: (5, note)}} for note in (4, 4, 5, 5)])

    resultat = lire(apres.enquete)

    accueil = ligne(resultat, apres.matrice, "Accueil – maîtrise")
    assert [cellule for _vague, cellule in accueil.cellules] == ["1,25 (n = 4)", "4,50 (n = 4)"]
    assert accueil.constat.startswith("en hausse : +3,25")
    reseau = ligne(resultat, apres.matrice, "Réseau local – importance")
    assert [cellule for _vague, cellule in reseau.cellules] == ["–", "–"]
    assert reseau.constat == "rien à comparer"


def test_les_memes_structures_d_une_vague_a_l_autre(d, vagues):
    avant, apres = vagues
    structures = fabriques.structures(8, d.commune)
    for faite, choix in ((avant, "Matériel"), (apres, "Formation")):
        for structure in structures:
            invitee = Invitation.objects.create(
                enquete=faite.enquete, structure=structure, invitee_le=faite.enquete.cree_le
            )
            recolter(
                faite.enquete, {"invitation": invitee, faite.besoins: [faite.option(choix), faite.option("Réseau")]}
            )
    cocher(avant, 5, 5)

    resultat = lire(apres.enquete)

    assert resultat.reunies == 8
    assert (
        ligne(resultat, apres.besoins, "Formation").apparie
        == "8 structures aux deux vagues : 8 l'expriment de plus, 0 de moins (p = 0,008)"
    )
    assert "0 l'expriment de plus, 8 de moins" in ligne(resultat, apres.besoins, "Matériel").apparie
    assert "0 l'expriment de plus, 0 de moins (p = 1,000)" in ligne(resultat, apres.besoins, "Réseau").apparie


def test_les_structures_ne_se_relient_pas_hors_du_regime_nomme(d, vagues):
    avant, apres = vagues
    Enquete.objects.filter(pk=avant.enquete.pk).update(regime="pseudonyme")

    assert lire(apres.enquete).reunies == 0


def test_une_vague_anonyme_ouverte_ne_se_lit_pas(vagues):
    avant, apres = vagues
    cocher(avant, 3, 5)
    Enquete.objects.filter(pk=avant.enquete.pk).update(regime="anonyme")

    resultat = lire(apres.enquete)

    assert [vague for vague, _nom in resultat.vagues] == [apres.enquete]
    assert "après la clôture" in resultat.masquees[0][1]
    assert resultat.questions == []


@pytest.mark.parametrize("combien", [1, 30])
def test_le_cout_ne_depend_pas_des_reponses(d, vagues, combien, django_assert_num_queries):
    avant, apres = vagues
    for faite in vagues:
        for structure in fabriques.structures(combien, d.commune) if faite is avant else []:
            invitee = Invitation.objects.create(
                enquete=avant.enquete, structure=structure, invitee_le=avant.enquete.cree_le
            )
            recolter(
                avant.enquete, {"invitation": invitee, avant.besoins: [avant.option("Formation")], avant.urgence: 3}
            )
        cocher(faite, combien, combien)
    enquete = Enquete.objects.get(pk=apres.enquete.pk)

    with django_assert_num_queries(7):
        evolution(enquete)

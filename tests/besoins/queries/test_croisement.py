import pytest
from django.http import QueryDict

from besoins.models import Enquete
from besoins.queries.croisement import axes, croiser
from besoins.queries.filtres import Filtre
from besoins.queries.resultats import Lecture
from tests.besoins.fabriques import Genre, brouillon, enquete_ouverte, question
from tests.besoins.recolte import recolter


@pytest.fixture
def faite(d):
    faite = enquete_ouverte(d.concepteur)
    petite, grande = faite.option("Petite"), faite.option("Grande")
    formation, reseau = faite.option("Formation"), faite.option("Réseau")
    recolter(
        faite.enquete,
        {"region": d.region, faite.taille: petite, faite.besoins: [formation, reseau], faite.urgence: 5},
        {"region": d.region, faite.taille: petite, faite.besoins: [formation], faite.urgence: 4},
        {"region": d.autre_region, faite.taille: grande, faite.besoins: [reseau], faite.urgence: 4},
        {"region": d.region, faite.taille: grande},  # did not answer the other question
        {faite.taille: grande, faite.besoins: [formation]},
    )
    return faite


def croise(faite, lignes: str, colonnes: str, adresse: str = "", *, par: str = "lignes", minimum: int = 0):
    enquete = Enquete.objects.get(pk=faite.enquete.pk)
    en_lignes, en_colonnes = axes(enquete)
    lecture = Lecture(True, minimum_croise=minimum)
    return croiser(
        enquete, Filtre(enquete, QueryDict(adresse)), lecture, en_lignes[lignes], en_colonnes[colonnes], par=par
    )


def effectifs(croisement) -> dict[str, list]:
    return {ligne.libelle: [*(c.effectif for c in ligne.cellules), ligne.total] for ligne in croisement.lignes}


def test_une_question_par_la_region(faite):
    lu = croise(faite, "region", "q1")

    assert lu.colonnes == ["Formation", "Matériel", "Réseau"]
    assert effectifs(lu) == {
        "Bretagne": [2, 0, 1, "2"],  # two people, three ticks
        "Occitanie": [0, 0, 1, "1"],
        "non précisé": [1, 0, 0, "1"],
        "Ensemble": [3, 0, 2, "4"],
    }
    assert lu.lignes[0].cellules[2].part == "1 sur 2, soit 50,0\u00a0%"


def test_une_question_par_une_autre_ne_compte_que_qui_a_repondu_aux_deux(faite):
    lu = croise(faite, "q2", "q1")

    assert effectifs(lu) == {"Petite": [2, 0, 1, "2"], "Grande": [1, 0, 1, "2"], "Ensemble": [3, 0, 2, "4"]}


def test_les_parts_se_lisent_en_lignes_ou_en_colonnes(faite):
    assert croise(faite, "q2", "q1", par="colonnes").lignes[0].cellules[0].part == "2 sur 3, soit 66,7\u00a0%"
    assert croise(faite, "q2", "q1").lignes[0].cellules[0].part == "2 sur 2, soit 100,0\u00a0%"


def test_une_echelle_se_met_en_lignes_ou_en_colonnes(faite):
    assert effectifs(croise(faite, "q3", "q2"))["4"] == [1, 1, "2"]
    assert effectifs(croise(faite, "q2", "q3"))["Petite"] == [0, 0, 0, 1, 1, "2"]


def test_les_filtres_se_composent_avec_le_croisement(faite):
    assert effectifs(croise(faite, "q2", "q1", "region=53"))["Ensemble"] == [2, 0, 1, "2"]
    assert effectifs(croise(faite, "q2", "q1", "q1=3"))["Ensemble"] == [1, 0, 2, "2"]


def test_la_moyenne_d_un_besoin_par_groupe(d):
    faite = brouillon(d.concepteur)
    matrice = question(
        faite.besoins.section, Genre.MATRICE, "Et vous ?", ["Accueillir", "Réparer"], minimum=1, maximum=5
    )
    accueillir = matrice.options.first()
    recolter(
        faite.enquete,
        {"niveau": "commune", matrice: {accueillir: (5, 2)}},
        {"niveau": "commune", matrice: {accueillir: (4, 1)}},
        {"niveau": "region", matrice: {accueillir: (1, None)}},
    )

    lu = croise(faite, "niveau", f"{matrice.code}.1")

    assert [(ligne.libelle, ligne.moyennes, ligne.total) for ligne in lu.lignes] == [
        ("commune", ["4,5", "1,5"], "2"),
        ("région", ["1", "–"], "1"),
        ("Ensemble", ["3,33", "1,5"], "3"),
    ]


def test_les_petites_cases_sont_masquees_et_le_tableau_le_dit(d):
    faite = enquete_ouverte(d.concepteur)
    petite, grande = faite.option("Petite"), faite.option("Grande")
    formation, reseau = faite.option("Formation"), faite.option("Réseau")
    for taille, besoin, n in (
        (petite, formation, 20),
        (petite, reseau, 2),
        (grande, formation, 9),
        (grande, reseau, 30),
    ):
        recolter(faite.enquete, *[{faite.taille: taille, faite.besoins: [besoin]} for _ in range(n)])

    lu = croise(faite, "q2", "q1", minimum=5)

    assert lu.masquees
    masquees = {
        (ligne.libelle, colonne) for ligne in lu.lignes for colonne, c in enumerate(ligne.cellules) if c.masquee
    }
    assert ("Petite", 2) in masquees
    assert len(masquees) >= 4  # alone in its row or its column, it could be computed again
    assert "2 sur 22" not in str(lu.rangees)
    assert not croise(faite, "q2", "q1").masquees


def test_une_enquete_anonyme_ne_se_croise_pas_par_qui_repond(faite):
    faite.enquete.regime = Enquete.Regime.ANONYME

    en_lignes, en_colonnes = axes(faite.enquete)

    assert list(en_lignes) == list(en_colonnes) == ["q1", "q2", "q3"]


@pytest.mark.parametrize("nombre", [1, 30])
def test_un_croisement_coute_pareil(d, nombre, django_assert_num_queries):
    faite = enquete_ouverte(d.concepteur)
    recolter(faite.enquete, *[{"region": d.region, faite.taille: faite.option("Petite")} for _ in range(nombre)])

    with django_assert_num_queries(11):
        croise(faite, "region", "q2")

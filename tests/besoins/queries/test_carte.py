import pytest
from django.http import QueryDict

from besoins.queries.carte import carte_demandee
from besoins.queries.filtres import Filtre
from besoins.queries.resultats import Lecture
from tests.besoins.fabriques import enquete_ouverte
from tests.besoins.recolte import recolter


@pytest.fixture
def faite(d):
    faite = enquete_ouverte(d.concepteur)
    petite, grande = faite.option("Petite"), faite.option("Grande")
    recolter(
        faite.enquete,
        {"region": d.region, faite.taille: petite},
        {"region": d.region, faite.taille: grande},
        {"region": d.autre_region, "niveau": "commune", faite.taille: grande},
        {faite.taille: petite},  # from nobody knows where
    )
    return faite


def lire(faite, option: str, adresse: str = "", minimum: int = 0):
    filtre = Filtre(faite.enquete, QueryDict(adresse))
    return carte_demandee(faite.enquete, filtre, Lecture(True, minimum_croise=minimum), option), filtre


def test_chaque_region_montre_sa_part_et_son_n(faite):
    lue, _filtre = lire(faite, "q2.1")

    assert lue.question == faite.taille.pk
    assert [(ligne.libelle, ligne.sur) for ligne in lue.lignes] == [
        ("Bretagne", "1 sur 2, soit 50,0\u00a0%"),
        ("Occitanie", "0 sur 1, soit 0,0\u00a0%"),
    ]


def test_la_carte_suit_les_filtres(faite):
    lue, _filtre = lire(faite, "q2.2", "niveau=commune")

    assert [(ligne.libelle, ligne.proportion.effectif) for ligne in lue.lignes] == [("Occitanie", 1)]


def test_les_petites_regions_sont_masquees(faite):
    lue, _filtre = lire(faite, "q2.1", minimum=5)

    assert [ligne.proportion for ligne in lue.lignes] == [None, None]


@pytest.mark.parametrize("option", ["q2.9", "q2", "q9.1", ".", "q2.\x00", "q2.99999999999999999999", "q2.²"])
def test_une_carte_inconnue_est_ignoree_et_dite(faite, option):
    lue, filtre = lire(faite, option)

    assert lue is None
    assert "carte" in filtre.remarques[0]


def test_une_enquete_anonyme_n_a_pas_de_carte(faite):
    faite.enquete.regime = "anonyme"

    assert lire(faite, "q2.1")[0] is None

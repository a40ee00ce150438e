import pytest
from django.urls import reverse

from besoins.models import Enquete, Reponse
from tests.besoins.fabriques import enquete_ouverte
from tests.besoins.recolte import recolter


@pytest.fixture
def faite(d):
    faite = enquete_ouverte(d.concepteur)
    recolter(
        faite.enquete,
        {"libelle": "Mairie A", faite.postes: 30, faite.taille: faite.option("Petite")},
        {"libelle": "Mairie B", faite.postes: 10, faite.taille: faite.option("Grande")},
    )
    return faite


def adresse(faite, nom="ponderation") -> str:
    return reverse(f"besoins:{nom}", args=[faite.enquete.pk])


def test_peser_puis_lire_les_deux_parts_cote_a_cote(d, faite, connecte):
    client = connecte(d.concepteur)

    client.post(adresse(faite), {"ponderation": "question", "ponderation_question": faite.postes.pk})

    page = client.get(adresse(faite)).text.replace("\u00a0", " ")
    assert "de 0,50 à 1,50" in page
    resultats = client.get(adresse(faite, "enquete_resultats")).text.replace("\u00a0", " ")
    assert "1 sur 2, soit 50,0 %" in resultats
    assert "75,0 %" in resultats
    assert "n efficace = 1,6" in resultats


def test_une_reponse_de_plus_perime_les_poids_et_un_bouton_les_refait(d, faite, connecte):
    client = connecte(d.concepteur)
    client.post(adresse(faite), {"ponderation": "question", "ponderation_question": faite.postes.pk})
    recolter(faite.enquete, {faite.postes: 80})

    assert "ne sont plus à jour" in client.get(adresse(faite)).text
    client.post(adresse(faite, "ponderation_recalculer"))
    assert "ne sont plus à jour" not in client.get(adresse(faite)).text


def test_la_question_manquante_se_dit_sur_son_champ(d, faite, connecte):
    texte = connecte(d.concepteur).post(adresse(faite), {"ponderation": "question"}).text

    assert "qui demande un nombre" in texte
    assert 'href="#id_ponderation_question"' in texte
    assert Enquete.objects.get(pk=faite.enquete.pk).ponderation == "aucune"


def test_les_poids_se_saisissent_a_la_main(d, faite, connecte):
    client = connecte(d.concepteur)
    assert client.get(adresse(faite, "ponderation_poids")).status_code == 404
    client.post(adresse(faite), {"ponderation": "main"})
    premiere, seconde = Reponse.objects.order_by("pk")

    assert "Mairie A" in client.get(adresse(faite, "ponderation_poids")).text
    client.post(adresse(faite, "ponderation_poids"), {f"r{premiere.pk}": "2,5", f"r{seconde.pk}": "1"})

    assert list(Reponse.objects.order_by("pk").values_list("poids", flat=True)) == [2.5, 1.0]


def test_une_gestionnaire_lit_mais_ne_pese_pas(d, faite, connecte):
    client = connecte(d.gestionnaire)

    assert client.get(adresse(faite)).status_code == 403
    assert "Poids des réponses" not in client.get(adresse(faite, "enquete_resultats")).text

import json

import pytest
from django.urls import reverse

from besoins.models import Enquete
from tests.besoins import fabriques
from tests.besoins.importations import enquete_complete, importer

TEXTE = "Répondant;q1;q3\n=Mairie;Petite;4\n"


@pytest.fixture
def enquete(distribution):
    faite = enquete_complete(distribution.concepteur)
    importer(faite, TEXTE, distribution.concepteur)
    return faite


def telecharger(client, enquete, page: str) -> bytes:
    reponse = client.get(reverse(f"besoins:{page}", args=[enquete.pk]))
    assert "attachment" in reponse["Content-Disposition"]
    return b"".join(reponse)


@pytest.mark.parametrize("role", ["concepteur", "gestionnaire", "administrateur"])
def test_qui_lit_l_enquete_emporte_les_reponses(connecte, distribution, enquete, role):
    client = connecte(getattr(distribution, role))
    assert b"'=Mairie" in telecharger(client, enquete, "reponses_csv")
    assert telecharger(client, enquete, "reponses_xlsx").startswith(b"PK")
    assert json.loads(telecharger(client, enquete, "reponses_json"))["reponses"][0]["Répondant"] == "=Mairie"
    assert "Quelle taille" in telecharger(client, enquete, "dictionnaire_csv").decode()


def test_la_page_propose_les_exports_et_garde_le_filtre(connecte, distribution):
    faite = fabriques.enquete_ouverte(distribution.concepteur)
    fabriques.repondre(faite, distribution.structure, "Formation")
    url = reverse("besoins:enquete_reponses", args=[faite.enquete.pk])
    page = connecte(distribution.concepteur).get(url, {"region": "53"}).content.decode()
    assert "reponses.csv?region=53" in page
    assert "1 réponse envoyée" in page


def test_une_enquete_anonyme_dit_pourquoi_elle_ne_s_exporte_pas(connecte, distribution):
    enquete = enquete_complete(distribution.concepteur, regime=Enquete.Regime.ANONYME)
    client = connecte(distribution.concepteur)
    for page in ("reponses_csv", "reponses_xlsx", "reponses_json"):
        reponse = client.get(reverse(f"besoins:{page}", args=[enquete.pk]), follow=True)
        assert "anonyme" in reponse.content.decode()
        assert "Content-Disposition" not in reponse
    page = client.get(reverse("besoins:enquete_reponses", args=[enquete.pk])).content.decode()
    assert "reponses.csv" not in page


def test_le_dictionnaire_se_lit(connecte, distribution, enquete):
    page = connecte(distribution.gestionnaire).get(reverse("besoins:dictionnaire", args=[enquete.pk])).content.decode()
    assert "q9[1][importance]" in page
    assert "Déjà venue" in page


def test_seules_les_personnes_qui_concoivent_importent(connecte, distribution, enquete):
    client = connecte(distribution.gestionnaire)
    page = client.get(reverse("besoins:enquete_reponses", args=[enquete.pk])).content.decode()
    assert "terrain.csv" in page
    assert reverse("besoins:importation_create", args=[enquete.pk]) not in page
    assert client.get(reverse("besoins:importation_create", args=[enquete.pk])).status_code == 403


@pytest.mark.parametrize("nombre", [1, 30])
def test_les_requetes_de_la_page_ne_suivent_rien(connecte, distribution, enquete, nombre, django_assert_num_queries):
    for rang in range(nombre):
        importer(enquete, f"Répondant;q3\nR{rang};{rang % 5 + 1}\n", distribution.concepteur)
    client = connecte(distribution.concepteur)
    for page, requetes in (("enquete_reponses", 6), ("dictionnaire", 10)):
        with django_assert_num_queries(requetes):
            client.get(reverse(f"besoins:{page}", args=[enquete.pk]))

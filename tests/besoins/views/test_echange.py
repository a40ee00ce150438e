import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from besoins.models import Programme, VersionProgramme
from besoins.queries.echange import ecrire_programme
from tests.besoins.atelier import brouillon_complet, theme, version_publiee

IMPORTER, CREER = "/ingenierie/importer/", "/ingenierie/importer/creer/"


def lire(client, texte: str, nom="programme.json"):
    return client.post(IMPORTER, {"fichier": SimpleUploadedFile(nom, texte.encode())})


def cases(reponse) -> dict:
    """What the page proposes to send."""
    form = reponse.context["form"]
    return {nom: form[nom].value() for nom in ("titre", "description", "besoins")} | {"theme": form["theme"].value()}


def test_un_programme_part_en_fichier_et_revient_en_brouillon(d, connecte):
    version = version_publiee(d)
    client = connecte(d.concepteur)
    fichier = client.get(reverse("besoins:programme_json", args=[version.pk]))
    assert fichier["Content-Type"].startswith("application/json")
    assert 'filename="accompagner-l-e-administration-v1.json"' in fichier["Content-Disposition"]

    apercu = lire(client, fichier.text)
    assert "Accompagner une démarche en ligne" in apercu.text
    assert "Module 2, 3" in apercu.text
    assert "n'est pas connu" not in apercu.text.replace("&#x27;", "'")
    assert VersionProgramme.objects.count() == 1

    for _ in range(2):
        reponse = client.post(CREER, cases(apercu) | {"titre": "Le même, ailleurs"})
    copie = Programme.objects.get(titre="Le même, ailleurs").versions.get()
    assert reponse["Location"] == copie.get_absolute_url()
    assert ecrire_programme(copie) == fichier.text.replace("Accompagner l'e-administration", "Le même, ailleurs")


def test_l_apercu_dit_ce_qui_n_est_pas_connu_ici(d, connecte):
    description = json.loads(ecrire_programme(brouillon_complet(d)))
    description |= {"theme": "Astronomie", "financements": ["Fonds des océans"], "besoins": ["Observer les étoiles"]}
    description["objectifs"][0].pop("besoins")

    page = lire(connecte(d.concepteur), json.dumps(description)).text.replace("&#x27;", "'")

    for phrase in (
        "Le thème « Astronomie »",
        "Le financement « Fonds des océans »",
        "Le besoin « Observer les étoiles »",
    ):
        assert phrase.replace(" ", "\xa0") in page or phrase in page.replace("\xa0", " ")


def test_un_titre_pris_se_dit_sur_son_champ_et_ce_qui_est_saisi_reste(d, connecte):
    version = version_publiee(d)
    client = connecte(d.autre_concepteur)
    apercu = lire(client, ecrire_programme(version))

    reponse = client.post(CREER, cases(apercu))

    assert reponse.status_code == 200
    assert "existe déjà" in str(reponse.context["form"].errors["titre"])
    assert reponse.context["form"]["description"].value() == cases(apercu)["description"]
    assert "Module 2" in reponse.text
    assert client.post(CREER, cases(apercu) | {"titre": "Libre"}).status_code == 302


@pytest.mark.parametrize(
    ("contenu", "nom", "phrase"),
    [
        ("", "programme.json", "vide"),
        ("{", "programme.json", "JSON"),
        ("[" * 200_000, "programme.json", "programme.json"),
        ("x" * 500_001, "programme.json", "dépasse"),
        ("{}", "programme.docx", ".json"),
        ('{"format": "oten-enquete", "version": 1, "titre": "x", "theme": "x"}', "a.json", "oten-programme"),
    ],
)
def test_un_mauvais_fichier_se_dit_sur_son_champ(d, connecte, contenu, nom, phrase):
    reponse = lire(connecte(d.concepteur), contenu, nom)

    assert reponse.status_code == 200
    assert phrase in str(reponse.context["form"].errors["fichier"])


@pytest.mark.parametrize("description", ["", "{", "[" * 100_000, "null", '"x"', "{}", "1" * 20_000])
def test_une_description_abimee_en_chemin_se_refuse(d, connecte, description):
    choix = {"titre": "Titre", "theme": theme().pk, "description": description}

    assert connecte(d.concepteur).post(CREER, choix).status_code == 200
    assert not Programme.objects.exists()


def test_la_seconde_etape_ouverte_seule_ramene_a_la_premiere(d, connecte):
    assert connecte(d.concepteur).get(CREER)["Location"] == IMPORTER

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.urls import reverse
from PIL import Image

from academie.models import Organisme

SAISIE = {
    "nom": "OTeN",
    "adresse": "12 rue des Écoles\n58000 Nevers",
    "commune": "Nevers",
    "siret": "732 829 320 00074",
    "declaration": "27 58 00123 58",
    "handicap_nom": "Camille Duval",
    "handicap_email": "camille@oten.example",
    "reglement": "# Objet\nTexte",
}


@pytest.fixture
def client(distribution, connecte):
    return connecte(distribution.gestionnaire)


def image(taille=(2000, 300), genre="PNG") -> SimpleUploadedFile:
    sortie = BytesIO()
    Image.new("RGB", taille, "black").save(sortie, genre)
    return SimpleUploadedFile(f"signature.{genre.lower()}", sortie.getvalue())


def test_ce_qui_manque_se_dit_et_ce_qui_est_ecrit_se_garde(client):
    page = client.get(reverse("organisme")).content.decode()
    assert "Encore à écrire" in page
    assert "numéro de déclaration d&#x27;activité" in page
    assert "Droits de la défense" in page  # a text to start from
    for _clic in range(2):
        assert client.post(reverse("organisme"), SAISIE).status_code == 302
    organisme = Organisme.objects.get()
    assert (organisme.siret, organisme.declaration) == ("73282932000074", "27580012358")
    page = client.get(reverse("organisme")).content.decode()
    assert "<li>SIRET</li>" not in page
    assert "<li>livret d&#x27;accueil</li>" in page


@pytest.mark.parametrize(
    ("champ", "valeur", "raison"),
    [
        ("siret", "732 829 320 00075", "Ce n'est pas un SIRET"),
        ("declaration", "12", "Ce n'est pas un numéro de déclaration"),
        ("nom", "", "obligatoire"),
    ],
)
def test_ce_qui_est_faux_se_dit_au_bon_endroit(client, champ, valeur, raison):
    reponse = client.post(reverse("organisme"), SAISIE | {champ: valeur})
    assert raison in reponse.context["form"].errors[champ][0]
    assert not Organisme.objects.exists()


def test_l_image_de_la_signature_est_reduite_et_se_retire(client, django_capture_on_commit_callbacks):
    client.post(reverse("organisme"), SAISIE | {"image_signature": image()})
    signature = Organisme.charger().signature
    with signature.open() as fichier, Image.open(fichier) as lue:
        assert lue.format == "PNG"
        assert lue.width == 900
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("organisme"), SAISIE | {"sans_signature": "on"})
    assert not Organisme.charger().signature
    assert not signature.storage.exists(signature.name)


def test_une_fausse_image_est_refusee(client):
    reponse = client.post(
        reverse("organisme"), SAISIE | {"image_signature": SimpleUploadedFile("signature.png", b"\x89PNG")}
    )
    assert "image_signature" in reponse.context["form"].errors


def test_la_personne_referente_handicap_se_nomme_partout(db):
    requete = RequestFactory().get("/")
    gabarit = "composants/referent_handicap.html"
    assert "academie@oten.example" in render_to_string(gabarit, request=requete)
    Organisme.objects.create(pk=1, nom="OTeN", handicap_nom="Camille Duval", handicap_email="camille@oten.example")
    assert "Camille Duval" in render_to_string(gabarit, request=requete)

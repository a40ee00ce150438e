import io
import json

import pytest
from django.test import Client
from django.urls import reverse
from PIL import Image

from certificats.actions.certificat import revoquer_certificat
from certificats.actions.cle import cle_active, compromettre_cle, tourner_cle
from certificats.badges import credential
from certificats.models import Certificat, CleEmission
from certificats.queries.badge import verifier_badge
from tests.certificats.badges.dossier import lire
from tests.certificats.fabriques import certificat, enseigner
from tests.sessions.fabriques import version_publiee

Usage = CleEmission.Usage
HTML = {"headers": {"accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}}


@pytest.fixture
def badge(d):
    return certificat(d).badge


def adresses(valeur) -> set[str]:
    """Every address that a document names as its own or as another's."""
    if isinstance(valeur, dict):
        noms = {"id", "statusListCredential", "verificationMethod", "controller", "targetUrl"}
        ici = {v for nom, v in valeur.items() if nom in noms and isinstance(v, str)}
        return ici.union(*(adresses(v) for nom, v in valeur.items() if nom != "@context"))
    return set().union(*map(adresses, valeur)) if isinstance(valeur, list) else set()


def test_every_address_of_a_badge_leads_somewhere(badge, client):
    trouvees = {adresse.partition("#")[0] for adresse in adresses(badge.contenu)}
    assert len(trouvees) == 6
    for adresse in trouvees:
        assert adresse.startswith("http://testserver/")
        reponse = client.get(adresse.removeprefix("http://testserver"))
        assert reponse.status_code == 200, adresse
        assert reponse["Access-Control-Allow-Origin"] == "*"


def test_what_is_published_of_a_programme_is_what_badges_say(badge):
    publie = lire(badge.contenu["credentialSubject"]["achievement"]["id"])
    assert publie.pop("@context")
    assert publie == badge.contenu["credentialSubject"]["achievement"]


def test_a_badge_aims_at_the_highest_level_of_a_competence(d):
    version = version_publiee(d)
    enseigner(version, niveau=2)
    enseigner(version, niveau=5)
    badge = certificat(d).badge
    [alignement] = badge.contenu["credentialSubject"]["achievement"]["alignment"]
    assert alignement["targetFramework"] == "DigComp 2.2"
    assert (alignement["targetCode"], alignement["targetDescription"][:15]) == ("1.1", "Niveau 5 sur 8\xa0")


@pytest.mark.parametrize("nom", ["badge_emetteur", "badge_programme"])
def test_one_address_has_a_page_and_a_document(nom, badge, client):
    args = [badge.version_id] if nom == "badge_programme" else []
    url = reverse(f"certificats:{nom}", args=args)
    page, document = client.get(url, **HTML), client.get(url)
    assert "text/html" in page["Content-Type"]
    assert "application/ld+json" in document["Content-Type"]
    assert page["Vary"].find("Accept") >= 0 <= document["Vary"].find("Accept")
    assert "private" in page["Cache-Control"]
    assert "public" in document["Cache-Control"]


def test_what_did_not_change_is_not_sent_again(badge, client):
    url = reverse("certificats:badge_programme", args=[badge.version_id])
    etiquette = client.get(url)["ETag"]
    assert client.get(url, headers={"if-none-match": etiquette}).status_code == 304


def test_the_list_of_statuses_changes_at_once_and_only_then(badge, d, client):
    url = reverse("certificats:badge_statuts", args=[badge.liste])
    avant = client.get(url)
    assert "max-age=0" in avant["Cache-Control"]
    assert client.get(url).content == avant.content
    revoquer_certificat(
        certificat=badge.certificat, par=d.gestionnaire, motif="Erreur.", classe=Certificat.Classe.AUTRE
    )
    apres = client.get(url, headers={"if-none-match": avant["ETag"]})
    assert apres.status_code == 200
    assert apres.content != avant.content


def test_keys_old_and_new_are_published_but_never_those_of_the_seal(badge, client):
    for usage in Usage:
        tourner_cle(cle=cle_active(usage))
    profil = lire("http://testserver/badges/emetteur/")
    assert len(profil["assertionMethod"]) == len(profil["verificationMethod"]) == 2
    assert len(lire("http://testserver/badges/jwks.json")["keys"]) == 2
    for cle in CleEmission.objects.all():
        reponse = client.get(reverse("certificats:badge_cle", args=[cle.kid]))
        assert reponse.status_code == (404 if cle.usage == Usage.CACHET else 200)
        assert b"PRIVATE" not in reponse.content
        assert '"d"' not in reponse.content.decode()


def test_a_compromised_key_says_since_when(badge):
    for cle in (badge.cle_integrite, badge.cle_jeton):
        compromettre_cle(cle=cle, depuis=badge.emis_le)
        assert lire(cle.adresse)["revoked"] == badge.contenu["validFrom"]


@pytest.mark.parametrize(
    "url",
    ["/badges/programmes/999999/", "/badges/statuts/9/", "/badges/cles/inconnue/", f"/badges/statuts/{10**30}/"],
)
def test_what_does_not_exist_is_not_found(url, client, db):
    assert client.get(url).status_code == 404


def test_a_programme_that_was_never_published_has_no_badge(d, badge, client):
    brouillon = badge.version
    type(brouillon).objects.filter(pk=brouillon.pk).update(etat="brouillon")
    assert client.get(reverse("certificats:badge_programme", args=[brouillon.pk])).status_code == 404


def test_the_credential_is_found_by_any_code_and_an_unknown_one_is_answered_as_elsewhere(badge, client):
    codes = [badge.code, *badge.certificat.documents.values_list("code", flat=True)]
    assert len(codes) == 4
    for code in codes:
        reponse = client.get(f"/verification/{code}.json")
        assert json.loads(reponse.content) == badge.contenu
        assert "noindex" in reponse["X-Robots-Tag"]
    inconnu = client.get("/verification/0000-0000-0000-0000.json")
    assert inconnu.status_code == 404
    assert inconnu.content.replace(b".json", b"/") == client.get("/verification/0000-0000-0000-0000/").content.replace(
        b".json", b"/"
    )


def test_the_code_of_a_badge_opens_no_page_that_names_the_person(badge, client):
    assert client.get(f"/verification/{badge.code}/").status_code == 404


def test_the_holder_takes_it_away_in_four_forms(badge, d, connecter):
    navigateur = connecter(d.animateur)
    for forme in ("png", "svg", "json", "jwt"):
        reponse = navigateur.get(reverse(f"certificats:badge_{forme}", args=[badge.pk]))
        assert reponse.status_code == 200
        assert reponse["Content-Disposition"] == f'attachment; filename="badge-{badge.code.lower()}.{forme}"'
        assert verifier_badge(reponse.content).badge == badge, forme


@pytest.mark.parametrize("qui", ["autre_animateur", "referent", "gestionnaire"])
def test_nobody_else_takes_it_away(badge, d, connecter, qui):
    assert connecter(getattr(d, qui)).get(reverse("certificats:badge_png", args=[badge.pk])).status_code == 404


def test_the_picture_is_the_same_for_all_and_readable(badge, client):
    url = reverse("certificats:badge_image_png", args=[badge.version_id])
    with Image.open(io.BytesIO(client.get(url).content)) as image:
        assert image.size == (800, 800)
        image.load()
    svg = client.get(reverse("certificats:badge_image_svg", args=[badge.version_id])).content.decode()
    assert "<title" in svg
    assert "<desc" in svg
    assert "style=" not in svg


def test_a_page_of_badges_asks_few_questions(badge, d, client, django_assert_num_queries):
    with django_assert_num_queries(4):
        client.get(reverse("certificats:badge_programme", args=[badge.version_id]))
    with django_assert_num_queries(3):
        client.get(reverse("certificats:badge_statuts", args=[badge.liste]))


def test_a_page_of_a_stranger_keeps_no_cookie(badge):
    client = Client()
    client.get(reverse("certificats:badge_statuts", args=[badge.liste]))
    assert not client.cookies


def test_the_hash_of_an_address_is_that_of_the_published_form(badge, d):
    [identite] = badge.contenu["credentialSubject"]["identifier"]
    attendue = credential.empreinte_du_courriel(d.animateur.email, identite["salt"])
    assert identite["identityHash"] == attendue
    assert attendue.startswith("sha256$")
    assert len(identite["salt"]) == 32

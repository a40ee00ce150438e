import csv
import io
import json
from hashlib import sha256
from zipfile import ZipFile

import pytest
from django.urls import reverse
from django.utils import timezone

from certificats.actions.certificat import revoquer_certificat
from certificats.models import Acquis, DocumentDelivre
from tests.certificats.fabriques import certificat, competence


def telecharger(client, nom) -> bytes:
    reponse = client.get(reverse(f"certificats:{nom}"))
    assert reponse.status_code == 200
    assert reponse["Cache-Control"] == "private, no-store"
    assert "attachment" in reponse["Content-Disposition"]
    return b"".join(reponse.streaming_content) if reponse.streaming else reponse.content


@pytest.fixture
def delivre(d):
    return certificat(d)


def test_les_preuves_sont_les_fichiers_delivres_et_les_badges_signes(d, connecter, delivre):
    archive = ZipFile(io.BytesIO(telecharger(connecter(d.animateur), "emporter_preuves")))
    documents = DocumentDelivre.objects.filter(certificat=delivre)
    empreintes = {sha256(archive.read(f"certificats/{document.numero}.pdf")).hexdigest() for document in documents}
    assert empreintes == set(documents.values_list("empreinte", flat=True))
    badge = json.loads(archive.read(f"badges/{delivre.numero}.json"))
    assert "AchievementCredential" in str(badge["type"]) or "OpenBadgeCredential" in str(badge["type"])
    assert archive.read(f"badges/{delivre.numero}.jwt").count(b".") == 2
    assert b"<svg" in archive.read(f"badges/{delivre.numero}.svg")


def test_un_certificat_revoque_et_ceux_d_autrui_ne_s_emportent_pas(d, connecter, delivre):
    revoquer_certificat(certificat=delivre, par=d.gestionnaire, classe="fait", motif="Erreur")
    for personne in (d.animateur, d.autre_animateur):
        assert ZipFile(io.BytesIO(telecharger(connecter(personne), "emporter_preuves"))).namelist() == []


def test_le_cv_et_europass_portent_le_certificat(d, connecter, delivre):
    client = connecter(d.animateur)
    cv = json.loads(telecharger(client, "emporter_json_resume"))
    assert cv["basics"]["email"] == d.animateur.email
    assert cv["certificates"][0]["url"] == delivre.principal.adresse_verification
    sujet = json.loads(telecharger(client, "emporter_europass"))["credentialSubject"]
    assert sujet["hasClaim"][0]["title"]["fr"] == [delivre.faits["programme"]]


def test_le_pdf_est_celui_de_la_personne(d, connecter, delivre):
    assert telecharger(connecter(d.animateur), "emporter_pdf").startswith(b"%PDF-1.7")


def test_le_tableau_des_acquis_dit_ce_qui_est_prouve_et_ne_lance_aucune_formule(d, connecter, delivre):
    Acquis.objects.create(
        utilisateur=d.animateur,
        competence=competence("2.1", nom="=1+1"),
        niveau=3,
        nature="auto_evaluation",
        obtenu_le=timezone.localdate(),
    )
    texte = telecharger(connecter(d.animateur), "emporter_acquis").decode("utf-8-sig")
    lignes = list(csv.reader(io.StringIO(texte), delimiter=";"))
    assert {ligne[4] for ligne in lignes[1:]} == {"prouvé", "déclaré"}
    assert not any(cellule.startswith("=") for ligne in lignes for cellule in ligne)


def test_la_page_mene_a_chaque_fichier(d, connecter, delivre):
    page = connecter(d.animateur).get(reverse("certificats:emporter")).content.decode()
    for nom in ("pdf", "preuves", "json_resume", "europass", "acquis"):
        assert reverse(f"certificats:emporter_{nom}") in page
    assert "sans cachet électronique qualifié" in page

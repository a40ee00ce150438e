"""The register as an auditor meets it: a page, and a folder that is checked without us."""

import csv
import io
import json
import subprocess
import sys
import zipfile

import pytest
from django.urls import reverse

from sessions.actions.declaration import corriger_presence
from sessions.actions.emargement import contresigner
from sessions.actions.piece import joindre_piece
from sessions.models import EnregistrementPresence, Registre
from tests.sessions.emargements import demi_journee, inscription_de, ouvrir, session_au, signer
from tests.sessions.fabriques import animateurs
from tests.sessions.pieces import PDF, fichier


@pytest.fixture
def session(d):
    session = session_au(d, personnes=[d.animateur, d.autre_animateur])
    creneau = ouvrir(demi_journee(session), d)
    inscription = inscription_de(session, d.animateur)
    signer(creneau, inscription, nom="Zoë « Ada » d'Ô", trace="1,2 3,4")
    joindre_piece(creneau=creneau, nature="feuille", fichier=fichier(), par=d.formateur)
    contresigner(creneau=creneau, par=d.formateur, le=creneau.fin)
    corriger_presence(creneau=creneau, inscription=inscription, par=d.gestionnaire, motif="Partie tôt", minutes=60)
    return session


def dossier(client, session, ou) -> None:
    reponse = client.get(reverse("sessions:animation_registre_zip", args=[session.pk]))
    assert reponse.streaming
    assert reponse["Content-Disposition"] == f'attachment; filename="registre-session-{session.pk}.zip"'
    with zipfile.ZipFile(io.BytesIO(reponse.getvalue())) as archive:
        assert archive.testzip() is None
        archive.extractall(ou)


def verifier(ou, *arguments):
    """With the Python of the system, knowing nothing of ours."""
    commande = [sys.executable, "-I", "verifier.py", *arguments]
    fait = subprocess.run(commande, cwd=ou, capture_output=True, text=True, encoding="utf-8", check=False)
    return fait.returncode, fait.stdout + fait.stderr


@pytest.fixture
def ou(connecte, d, session, tmp_path):
    dossier(connecte(d.formateur), session, tmp_path)
    return tmp_path


def test_le_dossier_se_verifie_sans_nous(ou, session):
    tete = Registre.objects.get(session=session)
    code, dit = verifier(ou)
    assert (code, tete.empreinte in dit, "INTACT : 6 enregistrements" in dit) == (0, True, True)
    assert subprocess.run(["sha256sum", "-c", "SHA256SUMS"], cwd=ou, capture_output=True, check=False).returncode == 0
    assert (ou / "feuille.pdf").read_bytes().startswith(b"%PDF-")
    lisezmoi = (ou / "LISEZMOI.txt").read_text()
    assert session.titre in lisezmoi
    assert "&#x27;" not in lisezmoi


def test_le_dossier_dit_si_une_piece_est_du_registre(ou):
    (ou / "feuille-recue.pdf").write_bytes(PDF)
    (ou / "autre.pdf").write_bytes(PDF + b"\n")
    _code, dit = verifier(ou, "feuille-recue.pdf", "autre.pdf")
    assert "feuille-recue.pdf : pièce du registre" in dit
    assert "autre.pdf : INCONNUE du registre" in dit
    (entete, piece) = csv.reader(io.StringIO((ou / "pieces.csv").read_text("utf-8-sig")), delimiter=";")
    assert (len(entete), piece[0]) == (5, "feuille signée à la main")


ALTERATIONS = {
    "un nom changé": lambda lignes: [ligne.replace("d'Ô", "d'Â") for ligne in lignes],
    "des minutes changées": lambda lignes: [ligne.replace('\\"minutes\\":60', '\\"minutes\\":195') for ligne in lignes],
    "une ligne retirée": lambda lignes: [*lignes[:2], *lignes[3:]],
    "deux lignes échangées": lambda lignes: [lignes[1], lignes[0], *lignes[2:]],
    "la fin coupée": lambda lignes: lignes[:-1],
    "une ligne de plus": lambda lignes: [*lignes, lignes[-1]],
    "une empreinte changée": lambda lignes: [*lignes[:-1], lignes[-1].replace('"empreinte": "', '"empreinte": "0')],
}


@pytest.mark.parametrize("alteration", ALTERATIONS)
def test_le_dossier_altere_le_dit(ou, alteration):
    registre = ou / "registre.jsonl"
    lignes = registre.read_text().splitlines(keepends=True)
    changees = ALTERATIONS[alteration](lignes)
    assert changees != lignes
    registre.write_text("".join(changees))
    code, dit = verifier(ou)
    assert code == 1
    assert "ALTÉRÉ" in dit


def test_ce_qui_est_exporte_est_ce_qui_est_scelle(ou, session):
    lignes = [json.loads(ligne) for ligne in (ou / "registre.jsonl").read_text().splitlines()]
    champs = ("numero", "contenu", "precedent", "empreinte")
    assert lignes == list(EnregistrementPresence.objects.filter(session=session).values(*champs))


# The page


def page(client, session) -> str:
    reponse = client.get(reverse("sessions:animation_registre", args=[session.pk]))
    return reponse.content.decode().replace("\xa0", " ").replace("&#x27;", "'")


def test_la_page_dit_que_le_registre_est_intact(connecte, session, d):
    for qui in (d.formateur, d.gestionnaire, d.administrateur):
        lue = page(connecte(qui), session)
        assert "Le registre est intact" in lue
        assert "Partie tôt" in lue


def test_la_page_dit_ce_qui_a_change(connecte, session, d):
    EnregistrementPresence.objects.filter(numero=2).update(contenu="{}")
    lue = page(connecte(d.gestionnaire), session)
    assert "l'enregistrement n° 2 n'a pas l'empreinte de son contenu" in lue
    assert "Le registre est intact" not in lue


@pytest.mark.parametrize("qui", ["autre_formateur", "animateur", "referent", "concepteur", "sans_role"])
def test_les_autres_ne_lisent_ni_le_registre_ni_le_dossier(connecte, session, d, qui):
    client = connecte(getattr(d, qui))
    for nom in ("animation_registre", "animation_registre_zip"):
        assert client.get(reverse(f"sessions:{nom}", args=[session.pk])).status_code in (403, 404)


@pytest.mark.parametrize("personnes", [1, 30])
def test_requetes_constantes(connecte, d, personnes, django_assert_num_queries):
    session = session_au(d, dans=-12, personnes=animateurs(personnes, d.structure), capacite=40)
    creneau = ouvrir(demi_journee(session), d)
    for inscription in session.inscriptions.all():
        signer(creneau, inscription)
    client = connecte(d.formateur)
    with django_assert_num_queries(11):
        page(client, session)

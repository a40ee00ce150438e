"""The files that were issued, judged by others: every fact is read back, the code leads to its page, the seal holds."""

from datetime import timedelta

import pytest
from django.utils import timezone

from certificats.queries.document import fabriquer_pdf, faits_lisibles
from tests.academie.documents import juges
from tests.academie.documents.juges import executer
from tests.certificats.fabriques import certificat
from tests.sessions.outre_mer import REUNION, matinee, salle_de_saint_denis

GENRES = ("realisation", "fin_formation", "assiduite")


@pytest.fixture
def emis(d):
    return {document.genre: document for document in certificat(d).documents.all()}


def mots(texte: str) -> str:
    return "".join(texte.split())


def test_les_trois_documents_disent_leurs_faits_et_menent_chacun_a_sa_page(emis, tmp_path):
    assert emis.keys() == set(GENRES)
    for genre, document in emis.items():
        imprime = mots(executer("pdftotext", document.fichier.path, "-"))
        for terme, valeur in faits_lisibles(document):
            assert mots(valeur) in imprime, (genre, terme)
        with document.fichier.open() as fichier:
            octets = fichier.read()
        assert juges.codes_qr(octets, tmp_path / f"{genre}.pdf") == [document.adresse_verification]
        juges.verifier_conforme(octets, tmp_path / f"{genre}.pdf")


def test_le_releve_d_une_session_d_outre_mer_dit_l_heure_de_la_bas(d):
    jour = timezone.localdate() + timedelta(days=30)
    matins = [matinee(jour + timedelta(days=rang), REUNION, d.formateur) for rang in range(2)]
    [releve] = certificat(d, lieu=salle_de_saint_denis(d), creneaux=matins).documents.filter(genre="assiduite")
    assert [p["fuseau"] for p in releve.certificat.faits["presences"]] == [REUNION] * 2
    assert mots("9 h – 12 h, heure de La Réunion") in mots(executer("pdftotext", releve.fichier.path, "-"))


def test_un_document_ne_dit_que_les_siens(emis):
    termes = {genre: dict(faits_lisibles(document)) for genre, document in emis.items()}
    [objectif] = emis["fin_formation"].certificat.faits["objectifs"]
    assert objectif in termes["fin_formation"].values()
    assert objectif not in {*termes["realisation"].values(), *termes["assiduite"].values()}
    assert "seuil" in termes["realisation"]["Heures suivies"]
    assert "seuil" not in termes["assiduite"]["Heures suivies"]


def test_le_cachet_est_reconnu_et_un_octet_change_ne_passe_pas(emis, tmp_path):
    document = emis["realisation"]
    base, cle = f"sql:{tmp_path}", tmp_path / "cachet.pem"
    cle.write_text(document.cachet.certificat)
    executer("certutil", "-N", "-d", base, "--empty-password")
    executer("certutil", "-A", "-d", base, "-n", "cachet", "-t", "CT,C,C", "-i", cle)
    with document.fichier.open() as fichier:
        octets = bytearray(fichier.read())
    assert juges.cachet(bytes(octets), tmp_path / "bon.pdf", base) == "Signature is Valid."
    octets[octets.index(b"/StructElem") + 1] ^= 1
    assert juges.cachet(bytes(octets), tmp_path / "change.pdf", base) != "Signature is Valid."


def test_les_memes_faits_donnent_les_memes_octets(emis):
    for document in emis.values():
        assert fabriquer_pdf(document) == fabriquer_pdf(document)

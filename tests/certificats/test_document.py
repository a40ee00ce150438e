"""The file that was issued, judged by others: every fact is read back, the QR leads to its page, the file is sound."""

import pytest

from certificats.queries.document import faits_lisibles
from tests.academie.documents.juges import executer
from tests.certificats.fabriques import certificat


@pytest.fixture
def emis(d):
    return certificat(d)


def mots(texte: str) -> str:
    return " ".join(texte.split())


def test_chaque_fait_public_est_imprime(emis):
    imprime = mots(executer("pdftotext", emis.principal.fichier.path, "-"))
    for terme, valeur in faits_lisibles(emis.principal):
        if terme != "Délivré le":
            assert mots(valeur) in imprime
    for objectif in emis.faits["objectifs"]:
        assert objectif in imprime
    assert emis.principal.adresse_verification in imprime.replace(" ", "")


def test_le_code_qr_mene_a_sa_page(emis, tmp_path):
    executer("pdftoppm", "-r", "150", "-png", emis.principal.fichier.path, str(tmp_path / "page"))
    [image] = tmp_path.glob("*.png")
    assert executer("zbarimg", "-q", "--raw", str(image)).strip() == emis.principal.adresse_verification


def test_le_fichier_est_sain(emis):
    executer("qpdf", "--check", emis.principal.fichier.path)

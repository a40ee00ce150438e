import re
from datetime import date

import pytest
from reportlab.lib.pagesizes import A4

from academie.documents.balises import DocumentBalise
from academie.documents.objets import flux_brut
from academie.documents.qr import dessiner_qr
from academie.documents.texte import Style
from tests.academie.documents import juges

ADRESSE = "https://academie.example.org/verification/7KQ4-9MZX-2HTB/"


def document(jour=date(2027, 3, 3), titre="Titre <&> essai") -> bytes:
    feuille = DocumentBalise(titre=titre, sujet="Sujet", taille=A4, jour=jour)
    with feuille.artefact():
        feuille.ligne(50, 800, "Décor", Style())
    with feuille.element("H1"), feuille.contenu():
        feuille.ligne(50, 750, "Grand titre", Style())
    with feuille.element("P"):
        with feuille.contenu():
            feuille.ligne(50, 700, "Début", Style())
        feuille.nouvelle_page()
        with feuille.contenu():
            feuille.ligne(50, 700, "et fin", Style())
        feuille.lien(ADRESSE, 50, 650, Style())
    dessiner_qr(feuille, ADRESSE, 50, 400, 90, "Code de vérification")
    return feuille.octets()


def test_it_conforms(tmp_path):
    juges.verifier_conforme(document(), tmp_path / "a.pdf")


def test_elements_are_in_the_tree_in_order_and_decoration_is_not(tmp_path):
    arbre = juges.structure(document(), tmp_path / "a.pdf")
    assert [ligne.split()[0] for ligne in arbre.splitlines() if not ligne.strip().startswith('"')] == [
        "Document",
        "H1",
        "P",
        "Link",
        "Object",
        "Figure",
    ]
    assert arbre.index("Grand titre") < arbre.index("Début") < arbre.index("et fin") < arbre.index(ADRESSE)
    assert "Décor" not in arbre


def test_the_address_can_be_followed(tmp_path):
    (tmp_path / "a.pdf").write_bytes(document())
    assert ADRESSE in juges.executer("pdfinfo", "-url", tmp_path / "a.pdf")


def test_the_figure_tells_what_it_shows():
    assert b"/Alt" in document()


def test_same_input_same_bytes_and_the_date_is_the_documents_own(tmp_path):
    assert document() == document()
    assert document(jour=date(2027, 3, 4)) != document()
    (tmp_path / "a.pdf").write_bytes(document())
    assert "2027-03-03" in juges.executer("pdfinfo", "-isodates", tmp_path / "a.pdf")


def test_a_title_with_markup_characters_stays_whole(tmp_path):
    (tmp_path / "a.pdf").write_bytes(document())
    assert "Titre <&> essai" in juges.executer("pdfinfo", tmp_path / "a.pdf")
    assert b"Titre &lt;&amp;&gt; essai" in document()


def test_the_qr_code_reads(tmp_path):
    feuille = DocumentBalise(titre="QR", sujet="QR", taille=A4, jour=date(2027, 3, 3))
    dessiner_qr(feuille, ADRESSE, 50, 400, 90, "Code de vérification")
    assert juges.codes_qr(feuille.octets(), tmp_path / "qr.pdf") == [ADRESSE]


@pytest.mark.parametrize("fin", [b"\r", b"\n", b"x"])
def test_the_length_of_a_stream_is_right_whatever_its_last_byte(fin):
    octets = flux_brut(b"BT ET " + fin, b"")
    corps = re.search(rb"stream\n(.*?)\r?\n?endstream", octets, re.DOTALL).group(1)
    assert b"/Length %d " % len(corps) in octets

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.lib.pagesizes import A4

from academie.documents import polices
from academie.documents.balises import DocumentBalise
from academie.documents.texte import Style
from tests.academie.documents import juges


def document(texte: str) -> bytes:
    feuille = DocumentBalise(titre="Essai", sujet="Essai", taille=A4, jour=date(2027, 3, 3))
    with feuille.element("P"), feuille.contenu():
        feuille.ligne(50, 700, texte, Style(corps=9))
    return feuille.octets()


@pytest.mark.parametrize("nom", ["Łukasz Žižek", "Æther Ōtsuka", "Nguyễn Thị Hồng", "Жанна", "Ελένη", "L’Haÿ–œuvre"])
def test_the_main_font_draws_european_names(nom):
    assert [passage.police for passage in polices.passages(polices.nettoyer(nom), polices.TEXTE)] == ["texte"]


@pytest.mark.parametrize("nom", ["محمد", "שרה", "ọ\u0301", "ნინო"])
def test_the_second_font_takes_over_where_the_first_stops(nom):
    assert {p.police for p in polices.passages(polices.nettoyer(nom), polices.GRAS)} == {"gras-secours"}


@pytest.mark.parametrize(("nom", "cases"), [("李小龙", 3), ("😀", 1), ("नम", 2), ("ไทย", 3)])
def test_what_no_font_draws_well_is_a_visible_box(nom, cases):
    (passage,) = polices.passages(polices.nettoyer(nom), polices.TEXTE)
    assert passage.police is None
    assert len(passage.texte) == cases
    assert passage.largeur(10) == pytest.approx(cases * 10 * polices.LARGEUR_CASE)


def test_each_part_of_a_mixed_name_gets_its_font():
    suite = polices.passages("Zoé 😀 محمد", polices.TEXTE)
    assert [passage.police for passage in suite] == ["texte", None, "texte", "texte-secours"]


def test_arabic_letters_are_joined_and_run_right_to_left():
    assert polices.visuel("محمد بن") == "\ufee6\ufe91 \ufeaa\ufee4\ufea4\ufee3"


def test_a_name_within_a_french_sentence_keeps_the_sentence_left_to_right():
    assert polices.visuel("Nom : שרה, Lyon") == "Nom : הרש, Lyon"


@pytest.mark.parametrize("intrus", ["\u202e", "\u200b", "\x00", "\x1b", "\ufe0f", "\ud800"])
def test_invisible_characters_are_dropped(intrus):
    assert polices.nettoyer(f"Ca{intrus}mille") == "Camille"


def test_line_breaks_and_loose_accents_are_normalised():
    assert polices.nettoyer("Andre\u0301e\tPetit\nLyon") == "Andrée Petit Lyon"


@pytest.mark.parametrize("nom", ["محمد بن عبد الله", "שרה", "😀 Zoé", "ọ\u0301la"])
def test_a_name_drawn_otherwise_than_it_reads_is_still_read_as_it_is(nom, tmp_path):
    octets = document(nom)
    juges.verifier_conforme(octets, tmp_path / "nom.pdf")
    attendu = f"\ufeff{polices.nettoyer(nom)}".encode("utf-16-be").hex()
    contenu = juges.executer("qpdf", "--qdf", "--object-streams=disable", tmp_path / "nom.pdf", "-")
    assert f"/ActualText <{attendu}>" in contenu


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=40))
def test_any_text_at_all_gives_a_conforming_document(texte):
    rapport = juges.page.validate_pdf_bytes(document(texte), profile="ua1")
    assert rapport.is_compliant, [(echec.rule_id, echec.message) for echec in rapport.failures]

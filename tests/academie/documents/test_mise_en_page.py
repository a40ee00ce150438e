from datetime import date

import pytest
from reportlab.lib.pagesizes import A4

from academie.documents import couleurs
from academie.documents.mise_en_page import (
    FORT,
    TEXTE,
    Cellule,
    Maison,
    MiseEnPage,
    Tableau,
    en_deux_passes,
)
from tests.academie.documents import juges

MAISON = Maison(couleurs.ACADEMIE, couleurs.ACADEMIE_TEINTE)


def page(pages=None) -> MiseEnPage:
    return MiseEnPage(
        titre="Essai",
        sujet="Essai",
        taille=A4,
        jour=date(2027, 3, 3),
        maison=MAISON,
        pied="Pied",
        pages=pages,
    )


def tableau(lignes: int, texte="Valeur") -> Tableau:
    return Tableau(
        entetes=(Cellule((("Colonne A", FORT),)), Cellule((("Colonne B", FORT),))),
        largeurs=(200, 200),
        lignes=[(Cellule(((f"Ligne{rang}", TEXTE),)), Cellule(((texte, TEXTE),))) for rang in range(lignes)],
    )


def test_a_table_repeats_its_headers_on_each_page_but_reads_them_once(tmp_path):
    feuille = page()
    feuille.tableau(tableau(100))
    octets = feuille.octets()
    juges.verifier_conforme(octets, tmp_path / "t.pdf")
    nombre = juges.pages(octets)
    assert nombre >= 3
    assert juges.texte(octets, tmp_path / "t.pdf").count("Colonne A") == nombre
    arbre = juges.structure(octets, tmp_path / "t.pdf")
    assert arbre.count("Colonne A") == 1
    assert arbre.count(" TR\n") == 101
    assert [f"Ligne{rang}" in arbre for rang in range(100)] == [True] * 100


def test_headers_say_what_they_head(tmp_path):
    feuille = page()
    feuille.tableau(tableau(1))
    (tmp_path / "t.pdf").write_bytes(feuille.octets())
    arbre = juges.executer("pdfinfo", "-struct", tmp_path / "t.pdf")
    assert arbre.count("/Scope /Column") == 2
    assert arbre.count("/Scope /Row") == 1


def test_a_row_taller_than_a_page_continues_on_the_next(tmp_path):
    feuille = page()
    feuille.tableau(tableau(1, texte=" ".join(f"mot{rang}fin" for rang in range(1500))))
    octets = feuille.octets()
    juges.verifier_dans_la_page(octets, tmp_path / "t.pdf")
    texte = juges.texte(octets, tmp_path / "t.pdf")
    assert all(f"mot{rang}fin" in texte for rang in range(1500))


def test_a_paragraph_runs_over_pages_as_one_paragraph(tmp_path):
    feuille = page()
    feuille.paragraphe("\n".join(f"rang{rang}fin" for rang in range(120)))
    octets = feuille.octets()
    juges.verifier_dans_la_page(octets, tmp_path / "t.pdf")
    arbre = juges.structure(octets, tmp_path / "t.pdf")
    assert arbre.count(" P (") == 1
    assert "rang119fin" in arbre


def test_a_title_does_not_stay_alone_at_the_foot_of_a_page():
    feuille = page()
    feuille.espace(feuille.reste - 2 * TEXTE.hauteur)
    feuille.titre("Titre")
    assert feuille.document.page == 2


def test_words_at_the_end_of_a_line_do_not_stick_to_the_next(tmp_path):
    feuille = page()
    feuille.paragraphe("mot " * 60)
    assert "motmot" not in juges.structure(feuille.octets(), tmp_path / "t.pdf")


def test_facts_are_terms_with_their_value_and_drop_nothing(tmp_path):
    feuille = page()
    feuille.faits([("Durée", "14 h"), ("Contact", "\n".join(f"rang{rang}fin" for rang in range(90)))])
    octets = feuille.octets()
    juges.verifier_dans_la_page(octets, tmp_path / "t.pdf")
    arbre = juges.structure(octets, tmp_path / "t.pdf")
    assert arbre.count("Lbl (") == arbre.count("LBody (") == 2
    assert "rang89fin" in arbre


@pytest.mark.parametrize("lignes", [1, 100])
def test_every_footer_says_how_many_pages_there_are(lignes, tmp_path):
    def dessiner(pages):
        feuille = page(pages)
        feuille.tableau(tableau(lignes))
        return feuille

    octets = en_deux_passes(dessiner)
    nombre = juges.pages(octets)
    texte = juges.texte(octets, tmp_path / "t.pdf")
    assert [f"Page {rang} sur {nombre}" in texte for rang in range(1, nombre + 1)] == [True] * nombre

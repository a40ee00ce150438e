import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from academie.documents import polices
from academie.documents.texte import Style, abreger, ajuster, couper, largeur

STYLE = Style(corps=10)


@settings(max_examples=80, deadline=None)
@given(st.text(max_size=120), st.integers(min_value=30, max_value=200))
def test_lines_hold_in_the_width_and_lose_nothing(texte, place):
    lignes = couper(texte, STYLE, place)
    assert all(largeur(ligne, STYLE) <= place for ligne in lignes)
    assert "".join(lignes).replace(" ", "") == "".join(map(polices.nettoyer, texte.splitlines())).replace(" ", "")


def test_non_breaking_spaces_do_not_break():
    assert couper("Durée de 13\u00a0h\u00a030", STYLE, largeur("Durée de 13", STYLE)) == [
        "Durée de",
        "13\u00a0h\u00a030",
    ]


def test_each_paragraph_starts_a_line():
    assert couper("Un\n\nDeux", STYLE, 100) == ["Un", "", "Deux"]


def test_a_text_that_holds_keeps_its_size():
    assert ajuster("Camille", STYLE, 200, lignes=1, corps_minimal=6) == (STYLE, ["Camille"])


def test_a_long_text_shrinks_just_enough():
    texte = "Camille Durand-Lefèvre de la Fontaine"
    style, lignes = ajuster(texte, STYLE, largeur(texte, STYLE) * 0.8, lignes=1, corps_minimal=6)
    assert lignes == [texte]
    assert style.corps == pytest.approx(8)


def test_at_the_least_size_what_is_left_out_is_shown():
    style, lignes = ajuster("mot " * 200, STYLE, 100, lignes=2, corps_minimal=6)
    assert style.corps == 6
    assert len(lignes) == 2
    assert lignes[-1].endswith("…")
    assert largeur(lignes[-1], style) <= 100


def test_what_holds_is_not_abridged():
    assert abreger(["un", "deux"], 2, STYLE, 100) == ["un", "deux"]

import pytest
from hypothesis import given
from hypothesis import strategies as st

from academie.tableaux import cellule_lue, cellule_sure


@pytest.mark.parametrize("texte", ["=1+1", "+33 1", "-5", "@a", "\t=1", "\r=1", "\n=1", "\uff1d1", "'=1"])
def test_aucune_case_ne_se_calcule(texte):
    assert cellule_sure(texte) == f"'{texte}"


@pytest.mark.parametrize("texte", ["", "bonjour", "l'été", "'guillemets'", "1=1"])
def test_les_autres_mots_ne_changent_pas(texte):
    assert cellule_sure(texte) == texte


@given(st.text(alphabet="='+-@a\t\n"))
def test_relire_rend_les_memes_mots(texte):
    assert cellule_lue(cellule_sure(texte)) == texte
    assert not cellule_sure(texte).startswith(("=", "+", "-", "@", "\t", "\n"))

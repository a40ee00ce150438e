import pytest
from hypothesis import given
from hypothesis import strategies as st

from academie.recherche.ressemblance import cles_adresse, presque_egaux, squelette

MOTS = st.text("abcdef", min_size=0, max_size=8)


@pytest.mark.parametrize(
    ("un", "autre", "attendu"),
    [
        ("lefebvre", "lefevre", True),
        ("dupont", "dupnot", True),
        ("martin", "martins", True),
        ("martin", "martine l", False),
        ("abcd", "badc", False),
        ("dupont", "durand", False),
        ("", "a", True),
    ],
)
def test_presque_egaux(un, autre, attendu):
    assert presque_egaux(un, autre) is presque_egaux(autre, un) is attendu


@given(mot=MOTS, rang=st.integers(0, 8), lettre=st.sampled_from("abcdef"))
def test_une_touche_de_trop_ou_de_travers(mot, rang, lettre):
    assert presque_egaux(mot, mot[:rang] + lettre + mot[rang:])
    assert presque_egaux(mot, mot[:rang] + lettre + mot[rang + 1 :])


def test_les_adresses_a_une_touche_partagent_une_cle():
    paires = [
        ("camille.lemoine@free.fr", "camille.lemoine@fre.fr"),
        ("camille.lemoine@free.fr", "camille.lemione@free.fr"),
    ]
    for une, autre in paires:
        assert set(cles_adresse(une)) & set(cles_adresse(autre))


def test_le_squelette_oublie_l_orthographe_et_l_ordre():
    assert squelette("camille lemoine") == squelette("lemoyne kamile")
    assert squelette("camille lemoine") != squelette("camille lemaire")

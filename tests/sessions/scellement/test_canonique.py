"""RFC 8785, for what the register holds."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessions.scellement import canonique

ENTIERS = st.integers(-(2**53) + 1, 2**53 - 1)
VALEURS = st.recursive(
    st.none() | st.booleans() | ENTIERS | st.text(st.characters(exclude_categories=["Cs"])),
    lambda feuilles: st.lists(feuilles) | st.dictionaries(st.text("abcxyz_09", max_size=5), feuilles),
)


def test_l_exemple_de_la_rfc_sans_ses_flottants():
    """RFC 8785, 3.2.2 and 3.2.3: keys sorted, nothing escaped that need not be, no space."""
    lu = {"string": '€$\u000f\nA\'B"\\\\"/', "literals": [None, True, False], "a": {"z": 1, "b": -2}}
    assert canonique(lu) == (
        '{"a":{"b":-2,"z":1},"literals":[null,true,false],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}'
    )


@given(VALEURS)
def test_le_meme_texte_une_fois_relu(valeur):
    texte = canonique(valeur)
    assert json.loads(texte) == valeur
    assert canonique(json.loads(texte)) == texte


@pytest.mark.parametrize(
    "valeur", [0.5, float("nan"), 2**53, -(2**53), "\ud800", {"é": 1}, {1: 1}, (1,), b"x", {"a": [0.1]}]
)
def test_ce_que_d_autres_langages_ecriraient_autrement_est_refuse(valeur):
    with pytest.raises(ValueError):
        canonique(valeur)

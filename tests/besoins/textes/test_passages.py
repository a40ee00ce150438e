import pytest
from hypothesis import given
from hypothesis import strategies as st

from besoins.textes.passages import situer, souligner

TEXTE = "Repérer les freins.\n\nExpliquer (sans faire à la place)."


@pytest.mark.parametrize(
    ("passage", "trouve"),
    [
        ("les freins", "les freins"),
        ("freins. Expliquer", "freins.\n\nExpliquer"),
        ("(sans faire à la place)", "(sans faire à la place)"),
        ("faire à sa place", None),
        ("  ", None),
    ],
)
def test_un_passage_se_retrouve_quels_que_soient_ses_espaces(passage, trouve):
    place = situer(passage, TEXTE)

    assert (TEXTE[slice(*place)] if place else None) == trouve


def test_des_citations_qui_se_chevauchent_font_une_suite():
    assert souligner("un deux trois quatre", ["deux trois", "un deux", "absent", "deux"]) == [
        (True, "un deux"),
        (True, " trois"),
        (False, " quatre"),
    ]


@given(st.text("ab \n", max_size=30), st.lists(st.text("ab ", max_size=4), max_size=4))
def test_souligner_ne_perd_rien(texte, passages):
    assert "".join(mots for _, mots in souligner(texte, passages)) == texte

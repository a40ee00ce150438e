import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from besoins.textes.differences import mots_differents


@pytest.mark.parametrize(
    ("avant", "apres", "attendu"),
    [
        ("Dix places.", "Dix places.", [("egal", "Dix places.")]),
        ("", "Gratuit", [("ajoute", "Gratuit")]),
        ("Gratuit", "", [("retire", "Gratuit")]),
        ("", "", []),
        ("Dix places.", "Douze places.", [("retire", "Dix"), ("ajoute", "Douze"), ("egal", " places.")]),
        (
            "Il faut un ordinateur personnel ici",
            "Il faut une tablette neuve ici",
            [
                ("egal", "Il faut "),
                ("retire", "un ordinateur personnel"),
                ("ajoute", "une tablette neuve"),
                ("egal", " ici"),
            ],
        ),
        ("a@b.fr", "c@d.fr", [("retire", "a@b"), ("ajoute", "c@d"), ("egal", ".fr")]),
        ("Gratuit.", "Gratuit. Repas compris.", [("egal", "Gratuit."), ("ajoute", " Repas compris.")]),
    ],
)
def test_les_mots_qui_different(avant, apres, attendu):
    assert mots_differents(avant, apres) == attendu


def test_deux_longs_textes_sans_rapport_sont_dits_remplaces_sans_attendre():
    debut = time.process_time()

    pieces = mots_differents("un deux " * 40_000, "trois quatre " * 40_000)

    assert [genre for genre, _ in pieces] == ["retire", "ajoute", "egal"]
    assert time.process_time() - debut < 2


TEXTES = st.text(alphabet="ab .\n'é", max_size=40)


@given(TEXTES, TEXTES)
def test_aucun_mot_ne_se_perd(avant, apres):
    pieces = mots_differents(avant, apres)

    assert "".join(texte for genre, texte in pieces if genre != "ajoute") == avant
    assert "".join(texte for genre, texte in pieces if genre != "retire") == apres
    assert all(texte for _, texte in pieces)

from dataclasses import replace
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessions.scellement import ORIGINE, Maillon, breches_de_la_chaine, canonique, empreinte_du_maillon


def chaine(contenus) -> list[Maillon]:
    maillons, precedent = [], ORIGINE
    for numero, contenu in enumerate(map(canonique, contenus), start=1):
        maillons.append(Maillon(numero, contenu, precedent, empreinte_du_maillon(precedent, contenu)))
        precedent = maillons[-1].empreinte
    return maillons


def breches(maillons, nombre=None, derniere=None) -> list[str]:
    entiers = chaine([{"n": rang} for rang in range(4)])
    return list(
        breches_de_la_chaine(maillons, nombre=nombre or len(entiers), derniere=derniere or entiers[-1].empreinte)
    )


INTACTE = chaine([{"n": rang} for rang in range(4)])


def test_une_chaine_intacte_ne_dit_rien():
    assert breches(INTACTE) == []
    assert list(breches_de_la_chaine([], nombre=0, derniere=ORIGINE)) == []


def test_l_empreinte_est_celle_que_dit_la_documentation():
    assert INTACTE[0].empreinte == sha256(b"0" * 64 + b'\n{"n":0}').hexdigest()


@pytest.mark.parametrize(
    ("abimee", "phrase"),
    [
        ([replace(INTACTE[0], contenu='{"n":9}'), *INTACTE[1:]], "n'a pas l'empreinte"),
        ([replace(INTACTE[0], empreinte="f" * 64), *INTACTE[1:]], "ne suit pas"),
        ([INTACTE[0], replace(INTACTE[1], precedent="f" * 64), *INTACTE[2:]], "ne suit pas"),
        ([replace(INTACTE[0], numero=7), *INTACTE[1:]], "à la place du n° 1"),
        ([INTACTE[1], INTACTE[0], *INTACTE[2:]], "à la place"),
        ([INTACTE[0], *INTACTE[2:]], "ne suit pas"),
        (INTACTE[:-1], "3 enregistrements au lieu de 4"),
        ([*INTACTE, INTACTE[-1]], "5 enregistrements au lieu de 4"),
        (chaine([{"n": rang} for rang in (0, 1, 2, 9)]), "n'est pas celle qui a été retenue"),
    ],
)
def test_chaque_rupture_est_nommee(abimee, phrase):
    assert any(phrase in breche for breche in breches(abimee))


@pytest.mark.parametrize("contenu", ['{"n": 0}', '{"b":1,"a":2}', "[", "1.5"])
def test_un_contenu_qui_n_est_pas_canonique_est_nomme(contenu):
    maillon = Maillon(1, contenu, ORIGINE, empreinte_du_maillon(ORIGINE, contenu))
    (breche,) = breches_de_la_chaine([maillon], nombre=1, derniere=maillon.empreinte)
    assert "canonique" in breche


@given(st.integers(0, 3), st.sampled_from(["contenu", "precedent", "empreinte"]), st.integers(0, 63), st.integers(0, 6))
def test_un_bit_change_se_voit(rang, champ, place, bit):
    texte = getattr(INTACTE[rang], champ)
    place %= len(texte)
    autre = texte[:place] + chr(ord(texte[place]) ^ (1 << bit)) + texte[place + 1 :]
    abimee = [*INTACTE]
    abimee[rang] = replace(INTACTE[rang], **{champ: autre})
    assert breches(abimee) != []

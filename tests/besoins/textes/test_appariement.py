from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from besoins.textes.appariement import apparier, deplaces

elements = st.lists(st.tuples(st.text(max_size=12), st.text(max_size=30)), max_size=8)


def test_le_meme_titre_d_abord():
    avant = [("Lire ses traces", "a"), ("Choisir", "b")]
    apres = [("Choisir", "tout autre chose"), ("lire  ses traces !", "z")]

    assert apparier(avant, apres) == [(1, 0), (0, 1)]


def test_sinon_ce_qui_se_ressemble_le_plus():
    avant = [("Protéger les données confiées", "x"), ("Animer un atelier", "y")]
    apres = [("Protéger toutes les données confiées", "z"), ("Compter et trier", "w")]

    assert apparier(avant, apres) == [(0, 0)]


def test_un_module_renomme_se_reconnait_a_son_contenu():
    contenu = "Adresses officielles, identité numérique, messages trompeurs, sites payants"

    assert apparier([("Reconnaître", contenu)], [("Démasquer", f"{contenu} et relais")]) == [(0, 0)]


def test_le_moins_de_deplacements_possible():
    assert deplaces([(0, 0), (1, 1), (2, 2)]) == set()
    assert deplaces([(2, 0), (0, 1), (1, 2)]) == {(2, 0)}
    assert deplaces([]) == set()


@given(elements, elements)
def test_chacun_au_plus_une_fois(avant, apres):
    paires = apparier(avant, apres)

    assert len({une for une, _ in paires}) == len(paires) == len({autre for _, autre in paires})
    assert all(une < len(avant) and autre < len(apres) for une, autre in paires)


@given(elements)
def test_rien_ne_bouge_entre_une_liste_et_elle_meme(liste):
    paires = apparier(liste, liste)

    assert len(paires) >= len([titre for titre, _ in liste if titre.isalnum()])
    if len({titre for titre, _ in liste}) == len(liste) == len(paires):
        assert {une for une, autre in paires if une != autre} == set() or any(not t.isalnum() for t, _ in liste)


@given(st.permutations(range(7)))
def test_ce_qui_reste_garde_son_ordre(ordre):
    paires = [(une, autre) for autre, une in enumerate(ordre)]

    restes = [une for une, autre in paires if (une, autre) not in deplaces(paires)]

    assert all(une < autre for une, autre in pairwise(restes))

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from besoins.statistiques.couverture import couvrir

POIDS = {"lire": 0.6, "écrire": 0.3, "compter": 0.1}


def test_un_besoin_est_couvert_par_un_module_a_travers_un_objectif():
    bilan = couvrir(
        POIDS,
        {"A": ["lire"], "B": ["écrire"], "C": ["lire", "écrire"]},
        {"M": (120, ["A"]), "N": (60, ["C"]), "O": (20, [])},
    )

    assert bilan.modules == {"lire": ["M", "N"], "écrire": ["N"], "compter": []}
    assert bilan.minutes == {"lire": 150, "écrire": 30, "compter": 0}
    assert bilan.minutes_sans_besoin == 20
    assert bilan.part_couverte == pytest.approx(0.9)
    assert bilan.part_des_minutes("lire") == 0.75


def test_un_objectif_qu_aucun_module_ne_travaille_ne_couvre_rien():
    assert couvrir(POIDS, {"A": ["lire"]}, {}).part_couverte == 0


def test_un_programme_vide_ne_couvre_rien():
    vide = couvrir({}, {}, {"M": (60, [])})

    assert (vide.part_couverte, vide.total) == (0, 60)
    assert couvrir(POIDS, {}, {}).part_des_minutes("lire") == 0


def test_les_minutes_partagees_en_trois_ne_perdent_rien():
    bilan = couvrir(POIDS, {"A": list(POIDS)}, {"M": (100, ["A"])})

    assert bilan.minutes["lire"] == Fraction(100, 3)
    assert bilan.total == 100


@st.composite
def programmes(draw):
    besoins = draw(st.dictionaries(st.integers(0, 6), st.floats(0.01, 1), max_size=5))
    objectifs = draw(st.dictionaries(st.integers(0, 5), st.sets(st.integers(0, 6)), max_size=5))
    modules = draw(
        st.dictionaries(st.integers(0, 5), st.tuples(st.integers(1, 6000), st.sets(st.integers(0, 5))), max_size=5)
    )
    return besoins, objectifs, modules


@given(programmes())
def test_la_couverture_ne_depasse_pas_un_et_les_minutes_se_conservent(programme):
    bilan = couvrir(*programme)

    assert 0 <= bilan.part_couverte <= 1
    assert bilan.total == sum(minutes for minutes, _objectifs in programme[2].values())
    assert all(0 <= bilan.part_des_minutes(besoin) <= 1 for besoin in programme[0])


@given(programmes(), st.integers(0, 5), st.integers(0, 6), st.booleans())
def test_un_lien_de_plus_ne_baisse_jamais_la_couverture(programme, cle, autre, vers_un_besoin):
    besoins, objectifs, modules = programme
    avant = couvrir(besoins, objectifs, modules)
    if vers_un_besoin:
        objectifs[cle] = {*objectifs.get(cle, ()), autre}
    elif cle in modules:
        minutes, travailles = modules[cle]
        modules[cle] = (minutes, {*travailles, autre})
    apres = couvrir(besoins, objectifs, modules)

    assert apres.part_couverte >= avant.part_couverte
    assert all(set(avant.modules[besoin]) <= set(apres.modules[besoin]) for besoin in besoins)

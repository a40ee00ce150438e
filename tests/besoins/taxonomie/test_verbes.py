import json
from collections import Counter
from pathlib import Path

import pytest

import besoins
from besoins.taxonomie.verbes import DEGRES, degre_demande, verbe_de, verbes_proches


def degre(intitule) -> int | None:
    verbe = verbe_de(intitule)
    return verbe and verbe.degre.rang


def test_un_verbe_n_a_qu_un_degre():
    assert [degre.rang for degre in DEGRES] == [1, 2, 3, 4, 5, 6]
    assert set(Counter(verbe for degre in DEGRES for verbe in degre.verbes).values()) == {1}


@pytest.mark.parametrize(
    ("intitule", "attendu"),
    [
        ("Citer trois services", 1),
        ("expliquer un refus", 2),
        ("ACCOMPAGNER une personne", 3),
        ("Ecouter avant de répondre", 3),
        ("« Analyser » une situation", 4),
        ("S’autoévaluer avec une grille", 5),
        ("Se repérer dans un site", 1),
        ("Concevoir un atelier", 6),
    ],
)
def test_le_premier_verbe_donne_le_degre(intitule, attendu):
    assert degre(intitule) == attendu


@pytest.mark.parametrize(
    "intitule",
    ["", "Savoir créer un blog", "Comprendre les enjeux", "La création d'un blog", "Créera un blog", "🙂", "12"],
)
def test_le_reste_n_est_pas_un_verbe_d_action(intitule):
    assert verbe_de(intitule) is None


@pytest.mark.parametrize(
    ("intitule", "proche"),
    [("Acompagner", "accompagner"), ("Analyse des besoins", "analyser"), ("Concevez", "concevoir")],
)
def test_un_mot_mal_ecrit_mene_aux_verbes_proches(intitule, proche):
    assert proche in verbes_proches(intitule)
    assert verbes_proches("🙂") == []


@pytest.mark.parametrize(
    ("rang", "echelons", "nom"),
    [
        (1, 8, "mémoriser"),
        (4, 8, "comprendre"),
        (5, 8, "appliquer"),
        (6, 8, "évaluer"),
        (8, 8, "créer"),
        (1, 3, "comprendre"),
        (3, 3, "créer"),
        (12, 8, "créer"),
        (0, 0, "mémoriser"),
    ],
)
def test_un_niveau_demande_un_degre(rang, echelons, nom):
    assert degre_demande(rang, echelons).nom == nom


def test_chaque_objectif_de_la_demonstration_commence_par_un_verbe_de_la_liste():
    recit = json.loads((Path(besoins.__file__).parent / "donnees" / "programmes.json").read_text("utf-8"))
    intitules = [objectif["intitule"] for programme in recit["programmes"] for objectif in programme["objectifs"]]

    assert [intitule for intitule in intitules if verbe_de(intitule) is None] == []
    assert intitules

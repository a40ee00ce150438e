"""Every subject of `make bench` runs, on very little data, and what it writes can be read. No figure is looked at."""

import json
import os
import subprocess
import sys
from math import isfinite

import pytest
from django.core.management import call_command

from tests.bench import rapport
from tests.bench.population import grandir, planter
from tests.bench.sujets import choisis, tous


@pytest.mark.skipif("postgres" in os.environ.get("DATABASE_URL", ""), reason="it makes an SQLite database of its own")
def test_every_subject_runs_on_very_little_data(tmp_path):
    """In a process of its own, as `make bench` is: it forks, which a process with threads must not."""
    chemin = tmp_path / "bench.json"
    commande = [sys.executable, "-m", "tests.bench", "--taille", "500", "--secondes", "0.02", "--duree", "10"]
    fait = subprocess.run(
        [*commande, "--json", chemin],
        env=os.environ | {"DATABASE_URL": f"sqlite:///{tmp_path}/bench.sqlite3"},
        capture_output=True,
        text=True,
        timeout=400,
    )
    assert fait.returncode == 0, fait.stdout + fait.stderr
    ecrites = json.loads(chemin.read_text())["mesures"]
    assert {m["sujet"] for m in ecrites} == {sujet.nom for sujet in tous() if not sujet.seul}
    assert all(isfinite(m["produit"]) and isfinite(m["ratio"]) for m in ecrites)
    assert "goals of" in fait.stdout


def test_the_data_is_what_the_product_could_have_written(distribution):
    decor = planter(distribution)
    grandir(decor, 0, 1 / 500)
    grandir(decor, 1 / 500, 2 / 500)
    call_command("verifier_invariants")


def une_mesure(part: float, produit: float, sortie: float) -> rapport.Mesure:
    return rapport.Mesure("flux", "feed", 0.7, produit, plancher=0.001, sortie=sortie, part=part)


@pytest.mark.parametrize(
    ("durees", "sorties", "defaut"),
    [((1, 1, 1), (5, 5, 5), False), ((1, 4, 16), (5, 20, 80), False), ((1, 4, 16), (5, 5, 5), True)],
    ids=["as its output, which does not grow", "as its output, which grows", "faster than its output"],
)
def test_what_grows_faster_than_its_output_is_a_defect(durees, sorties, defaut):
    mesures = [une_mesure(*ligne) for ligne in zip((1 / 16, 1 / 4, 1), durees, sorties, strict=True)]
    [pente] = rapport.pentes(mesures)
    assert pente.defaut is defaut


def test_a_limit_is_reached_under_it_and_a_ratio_over_it():
    assert rapport.Mesure("memoire", "process", 200, 150, unite="MB").atteint
    assert not rapport.Mesure("memoire", "process", 200, 250, unite="MB").atteint
    assert rapport.Mesure("liste", "list", 0.5, produit=2, plancher=1).atteint
    assert not rapport.Mesure("liste", "list", 0.5, produit=3, plancher=1).atteint


def test_subjects_are_chosen_by_the_beginning_of_their_names():
    assert {sujet.nom for sujet in choisis(["import"])} == {"import-personnes", "import-enquete"}
    assert [sujet.nom for sujet in choisis(["optimum"])] == ["optimum"]
    assert "optimum" not in {sujet.nom for sujet in choisis([])}

"""Every subject of `make bench` runs, on very little data, and what it writes can be read. No figure is looked at."""

import json
import os
from contextlib import contextmanager
from http.client import HTTPConnection
from itertools import count
from math import isfinite
from threading import Thread

import pytest
from django.core.management import call_command
from django.core.servers.basehttp import ThreadedWSGIServer
from django.db import connections
from django.test.testcases import QuietWSGIRequestHandler

from tests.bench import rapport
from tests.bench.mesure import Serveur
from tests.bench.population import decider, grandir, planter
from tests.bench.sujets import Terrain, choisis, tous
from tests.distribution import distribuer

PART = 1 / 500


@pytest.fixture
def servi(settings, transactional_db):
    """The bench's application, served by a thread: the database is that of the test."""
    settings.ROOT_URLCONF, settings.ALLOWED_HOSTS = "tests.bench.planchers", ["127.0.0.1", "testserver"]
    from tests.bench.serveur import application

    with ThreadedWSGIServer(("127.0.0.1", 0), QuietWSGIRequestHandler) as serveur:
        serveur.set_app(application)
        fil = Thread(target=serveur.serve_forever, daemon=True)
        fil.start()
        connexion = HTTPConnection(*serveur.server_address[:2], timeout=30)
        yield Serveur(serveur.server_address[1], os.getpid(), connexion, 1.0)
        connexion.close()
        serveur.shutdown()
        fil.join()


def test_every_subject_runs_on_data_that_the_product_could_have_written(servi, tmp_path, monkeypatch, capsys):
    from tests.bench.deroule import mesurer
    from tests.bench.enquete import grande_enquete, remplir
    from tests.bench.sujets import documents, inscriptions, processus

    monkeypatch.setattr(inscriptions, "PAR_TOUR", 1)
    monkeypatch.setattr(inscriptions, "FOULE", 12)
    monkeypatch.setattr(documents, "AU_MOINS", 2)
    monkeypatch.setattr(processus, "serveur", contextmanager(lambda *_args, **_options: iter([servi])))
    d = distribuer()
    decor, enquete, copie = planter(d), grande_enquete(d.concepteur), grande_enquete(d.concepteur, "Copie")
    decider(d.administrateur, "certificat.immediats", 1)
    grandir(decor, 0, PART)
    grandir(decor, PART, 2 * PART)
    remplir(enquete, 10)
    remplir(enquete, 10)
    call_command("verifier_invariants")
    terrain = Terrain(d, decor, enquete, copie, servi, tmp_path, 2 * PART, 1.0, 0.0, count(800))
    mesures: list[rapport.Mesure] = []
    assert all(mesurer(sujet, terrain, mesures) for sujet in choisis([]))
    rapport.conclure(mesures, connections["default"].vendor, 1.0, tmp_path / "bench.json")
    ecrites = json.loads((tmp_path / "bench.json").read_text())["mesures"]
    assert {m["sujet"] for m in ecrites} == {sujet.nom for sujet in tous() if not sujet.seul}
    assert {m["part"] for m in ecrites} == {2 * PART}
    assert all(isfinite(m["produit"]) and isfinite(m["ratio"]) for m in ecrites)
    assert "goals of" in capsys.readouterr().out


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

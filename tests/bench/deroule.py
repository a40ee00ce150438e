"""One run on one database: the data grows, and each subject is measured at each size."""

import argparse
import time
import traceback
from dataclasses import replace
from functools import partial
from itertools import count
from pathlib import Path

from django.core.management import call_command
from django.db import connection

from tests.bench.ailleurs import ailleurs
from tests.bench.enquete import REPONDANTS, grande_enquete, remplir
from tests.bench.mesure import serveur
from tests.bench.population import grandir, planter
from tests.bench.rapport import Mesure, conclure, dire
from tests.bench.sujets import Sujet, Terrain
from tests.distribution import distribuer

PARTS = (1 / 16, 1 / 4, 1.0)
# The share of the time given that has passed when each size begins, on a machine that does nothing else.
AVANCEMENT = (0.05, 0.2, 0.4)
PLUS_TARD = 800  # days: after the last session sown


def derouler(sujets: list[Sujet], options: argparse.Namespace, dossier: Path) -> int:
    """Return how many subjects broke."""
    debut, avant, erreurs = time.perf_counter(), 0.0, 0
    mesures: list[Mesure] = []
    call_command("migrate", run_syncdb=True, verbosity=0)
    d = distribuer()
    decor, enquete, copie = planter(d), grande_enquete(d.concepteur), grande_enquete(d.concepteur, "Copie")
    jours = count(PLUS_TARD)
    parts = (1 / options.taille,) if options.taille else PARTS
    for part, avancement in zip(parts, AVANCEMENT, strict=False):
        depart = time.perf_counter()
        ampleur = min(1.0, max(0.1, avancement * options.duree / (depart - debut)))
        ailleurs(partial(grandir, decor, avant, part))  # so that the memory of this process stays small
        remplir(enquete, round(REPONDANTS * (part - avant)))
        avant = part
        dire(f"\n{connection.vendor}, {part:.4g} of the data, made in {time.perf_counter() - depart:.0f} s")
        secondes = options.secondes * ampleur
        with serveur() as servi:
            terrain = Terrain(d, decor, enquete, copie, servi, dossier, part, ampleur, secondes, jours)
            for sujet in sujets:
                if sujet.grandit or part == parts[-1]:
                    erreurs += not mesurer(sujet, terrain, mesures)
    chemin = options.json or Path("var/bench") / f"{connection.vendor}.json"
    conclure(mesures, connection.vendor, time.perf_counter() - debut, chemin)
    return erreurs


def mesurer(sujet: Sujet, terrain: Terrain, mesures: list[Mesure]) -> bool:
    """A subject that breaks prevents none of the others."""
    depart = time.perf_counter()
    try:
        for mesure in sujet.mesurer(terrain):
            mesures.append(replace(mesure, part=terrain.part))
            dire(mesure.ligne())
    except Exception:
        dire(f"xx  {sujet.nom}\n{traceback.format_exc()}")
        return False
    finally:
        dire(f"      {sujet.nom}: {time.perf_counter() - depart:.1f} s")
    return True

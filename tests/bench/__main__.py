"""`make bench`: the product and its floors, in turns, in one run (docs/performance.md). Only the ratios count."""

import argparse
import os
import sys
import tempfile
import time
import traceback
from functools import partial
from itertools import count
from pathlib import Path

PARTS = (1 / 16, 1 / 4, 1.0)
SECONDES = 0.5  # for one comparison in turns


def arguments() -> argparse.Namespace:
    analyseur = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    analyseur.add_argument("--seulement", default="", metavar="SUJETS", help="their names, or beginnings, with commas")
    analyseur.add_argument("--taille", type=int, metavar="N", help="one size alone, 1/N of the data; 1 is the whole")
    analyseur.add_argument("--secondes", type=float, default=SECONDES, help="for one comparison in turns")
    analyseur.add_argument("--json", type=Path, help="where; var/bench/<database>.json unless told")
    analyseur.add_argument("--lister", action="store_true", help="name the subjects")
    return analyseur.parse_args()


def principal(options: argparse.Namespace, dossier: Path) -> int:
    import django

    django.setup()

    from django.core.management import call_command
    from django.db import connection
    from django.urls import get_resolver

    assert get_resolver().url_patterns  # the whole product is loaded before its memory is told
    from tests.bench.ailleurs import ailleurs
    from tests.bench.enquete import REPONDANTS, grande_enquete, remplir
    from tests.bench.mesure import serveur
    from tests.bench.population import grandir, planter
    from tests.bench.rapport import conclure, dire
    from tests.bench.sujets import Terrain, choisis
    from tests.distribution import distribuer

    sujets = choisis([nom for nom in options.seulement.split(",") if nom])
    if options.lister:
        dire("\n".join(sorted({sujet.nom for sujet in sujets})))
        return 0
    debut, mesures, avant, erreurs = time.perf_counter(), [], 0.0, 0
    call_command("migrate", run_syncdb=True, verbosity=0)
    d = distribuer()
    decor, enquete, copie = planter(d), grande_enquete(d.concepteur), grande_enquete(d.concepteur, "Copie")
    jours = count(800)  # after the last session sown
    parts = (1 / options.taille,) if options.taille else PARTS
    for part in parts:
        depart = time.perf_counter()
        ailleurs(partial(grandir, decor, avant, part))  # so that the memory of this process stays small
        remplir(enquete, round(REPONDANTS * (part - avant)))
        avant = part
        dire(f"\n{connection.vendor}, {part:.4g} of the data, made in {time.perf_counter() - depart:.0f} s")
        with serveur() as servi:
            terrain = Terrain(d, decor, enquete, copie, servi, dossier, part, options.secondes, jours)
            for sujet in sujets:
                if sujet.grandit or part == parts[-1]:
                    depart = time.perf_counter()
                    try:
                        for mesure in sujet.mesurer(terrain):
                            mesures.append(mesure)
                            dire(mesure.ligne())
                    except Exception:
                        erreurs += 1
                        dire(f"xx  {sujet.nom}\n{traceback.format_exc()}")
                    dire(f"      {sujet.nom}: {time.perf_counter() - depart:.1f} s")
    chemin = options.json or Path("var/bench") / f"{connection.vendor}.json"
    conclure(mesures, connection.vendor, time.perf_counter() - debut, chemin)
    return 1 if erreurs else 0


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="academie-bench-") as nom:
        os.environ.setdefault("DATABASE_URL", f"sqlite:///{nom}/base.sqlite3")
        os.environ |= {"DJANGO_SETTINGS_MODULE": "tests.bench.reglages", "ALLOWED_HOSTS": "127.0.0.1,testserver"}
        sys.exit(principal(arguments(), Path(nom)))

"""`make bench`: the product and its floors, in turns, in one run (docs/performance.md). Only the ratios count."""

import argparse
import os
import sys
import tempfile
from pathlib import Path

DUREE = 150.0  # seconds for one database
SECONDES = 0.35  # for one comparison in turns


def arguments() -> argparse.Namespace:
    analyseur = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    analyseur.add_argument("--seulement", default="", metavar="SUJETS", help="their names, or beginnings, with commas")
    analyseur.add_argument("--taille", type=int, metavar="N", help="one size alone, 1/N of the data; 1 is the whole")
    analyseur.add_argument("--secondes", type=float, default=SECONDES, help="for one comparison in turns")
    analyseur.add_argument(
        "--duree", type=float, default=DUREE, help="for one database; late, turns and samples shrink"
    )
    analyseur.add_argument("--json", type=Path, help="where; var/bench/<database>.json unless told")
    analyseur.add_argument("--lister", action="store_true", help="name the subjects")
    return analyseur.parse_args()


def principal(options: argparse.Namespace, dossier: Path) -> int:
    import django

    django.setup()

    from django.urls import get_resolver

    assert get_resolver().url_patterns  # the whole product is loaded before `ailleurs` notes its memory
    from tests.bench import ailleurs
    from tests.bench.deroule import derouler
    from tests.bench.sujets import choisis

    assert ailleurs.DEPART
    sujets = choisis([nom for nom in options.seulement.split(",") if nom])
    if options.lister:
        print("\n".join(sujet.nom for sujet in sujets))
        return 0
    return 1 if derouler(sujets, options, dossier) else 0


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="academie-bench-") as nom:
        os.environ.setdefault("DATABASE_URL", f"sqlite:///{nom}/base.sqlite3")
        os.environ |= {"DJANGO_SETTINGS_MODULE": "tests.bench.reglages", "ALLOWED_HOSTS": "127.0.0.1,testserver"}
        sys.exit(principal(arguments(), Path(nom)))

"""Import and export of a big survey, each in a process of its own so that its memory can be told."""

import os
import subprocess
import sys
from pathlib import Path

LOT = 200


def mesurer(travail: str, enquete: int, chemin: Path) -> tuple[float, float]:
    """Do `travail` elsewhere; return its seconds and how many megabytes it took at most, Django included."""
    commande = [sys.executable, "-m", "tests.bench.echanges", travail, str(enquete), str(chemin)]
    sortie = subprocess.run(commande, check=True, capture_output=True, text=True, env=os.environ).stdout
    secondes, octets = sortie.split()[-2:]
    return float(secondes), float(octets)


def exporter(enquete, chemin: Path) -> None:
    from academie.tableaux import lignes_csv
    from besoins.queries.export import reponses_a_exporter, tableau_des_reponses
    from besoins.queries.filtres import Filtre

    tableau = tableau_des_reponses(enquete, reponses_a_exporter(enquete, Filtre(enquete)))
    with chemin.open("w", newline="") as fichier:
        fichier.writelines(lignes_csv(tableau.toutes))


def lire_nu(enquete, chemin: Path) -> None:
    """The floor of an export: the same rows, read bare and written one by one."""
    import csv

    from besoins.models import Valeur

    valeurs = Valeur.objects.filter(reponse__enquete=enquete).order_by("reponse_id").values_list()
    with chemin.open("w", newline="") as fichier:
        csv.writer(fichier).writerows(valeurs.iterator(chunk_size=5_000))


def inserer_nu(enquete, copie, repondants: int) -> float:
    """The floor of an import: seconds of the bare bulk inserts of the first answers of `enquete` in `copie`, undone."""
    from django.db import transaction

    from besoins.models import Reponse, Valeur
    from tests.bench.mesure import chronometrer

    duree, reponses = 0.0, enquete.reponses.order_by("pk")[:repondants]
    with transaction.atomic():
        for debut in range(0, repondants, LOT):
            lot = {reponse.pk: reponse for reponse in reponses[debut : debut + LOT]}
            valeurs = list(Valeur.objects.filter(reponse__in=lot).order_by("pk"))
            for reponse in lot.values():
                reponse.pk, reponse.enquete, reponse.libelle = None, copie, f"{reponse.libelle} bis"
            duree += chronometrer(lambda lot=lot: Reponse.objects.bulk_create(lot.values()))
            for valeur in valeurs:
                valeur.pk, valeur.reponse_id = None, lot[valeur.reponse_id].pk
            duree += chronometrer(lambda valeurs=valeurs: Valeur.objects.bulk_create(valeurs))
        transaction.set_rollback(True)
    return duree


def importer(enquete, chemin: Path) -> None:
    from django.core.files import File

    from besoins.actions.importation import (
        charger_importation,
        controler_importation,
        executer_importation,
        lancer_importation,
        verifier_importation,
    )
    from besoins.models import Importation

    with chemin.open("rb") as fichier:
        depose = File(fichier, name="reponses.csv")
        importation = charger_importation(enquete=enquete, fichier=depose, par=enquete.cree_par)
    verifier_importation(importation=importation)
    controler_importation(importation.pk)
    lancer_importation(importation=importation)
    executer_importation(importation.pk)
    importation = Importation.objects.get(pk=importation.pk)
    assert importation.etat == Importation.Etat.FAIT, importation.erreurs


def principal(travail: str, enquete: str, chemin: str) -> None:
    import django

    django.setup()
    from besoins.models import Enquete
    from tests.bench.mesure import chronometrer

    faire = {"exporter": exporter, "importer": importer, "lire_nu": lire_nu}[travail]
    duree = chronometrer(lambda: faire(Enquete.objects.get(pk=enquete), Path(chemin)))
    sys.stdout.write(f"{duree} {sommet()}\n")


def sommet() -> float:
    """Megabytes at most since this program began: `ru_maxrss` would count those of the process that launched it."""
    lignes = Path("/proc/self/status").read_text().splitlines()
    return int(next(ligne for ligne in lignes if ligne.startswith("VmHWM")).split()[1]) / 1024


if __name__ == "__main__":
    principal(*sys.argv[1:])

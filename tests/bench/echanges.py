"""Import and export of a big survey, and the floor of each."""

import csv
from pathlib import Path

from django.core.files import File
from django.db import transaction

from academie.tableaux import lignes_csv
from besoins.actions.importation import (
    charger_importation,
    controler_importation,
    executer_importation,
    lancer_importation,
    verifier_importation,
)
from besoins.models import Importation, Reponse, Valeur
from besoins.queries.export import reponses_a_exporter, tableau_des_reponses
from besoins.queries.filtres import Filtre
from tests.bench.mesure import chronometrer

LOT = 200


def exporter(enquete, chemin: Path) -> None:
    tableau = tableau_des_reponses(enquete, reponses_a_exporter(enquete, Filtre(enquete)))
    with chemin.open("w", newline="") as fichier:
        fichier.writelines(lignes_csv(tableau.toutes))


def lire_nu(enquete, chemin: Path) -> None:
    """The floor of an export: the same rows, read bare and written one by one."""
    valeurs = Valeur.objects.filter(reponse__enquete=enquete).order_by("reponse_id").values_list()
    with chemin.open("w", newline="") as fichier:
        csv.writer(fichier).writerows(valeurs.iterator(chunk_size=5_000))


def inserer_nu(enquete, copie, repondants: int) -> float:
    """The floor of an import: seconds of the bare bulk inserts of the first answers of `enquete` in `copie`, undone."""
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
    with chemin.open("rb") as fichier:
        depose = File(fichier, name="reponses.csv")
        importation = charger_importation(enquete=enquete, fichier=depose, par=enquete.cree_par)
    verifier_importation(importation=importation)
    controler_importation(importation.pk)
    lancer_importation(importation=importation)
    executer_importation(importation.pk)
    importation = Importation.objects.get(pk=importation.pk)
    assert importation.etat == Importation.Etat.FAIT, importation.erreurs

"""People of a network brought by a file, and the floor of it."""

import csv
from datetime import date
from itertools import islice
from pathlib import Path

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.core.files import File

from academie.models import Affectation, Structure, Utilisateur
from certificats.actions.ecriture_reseau import executer_import
from certificats.actions.importation import charger_import, lancer_import, lire_import, verifier_import
from certificats.models import ImportationReseau, Poste

LOT = 500
SYLLABES = ["ba", "do", "fi", "gu", "la", "mo", "ni", "pu", "ra", "vo"]


def ecrire_fichier(chemin: Path, lignes: int, marque: str) -> None:
    """A line for each person: all of different names, one structure in four unknown."""
    noms = list(Structure.objects.values_list("nom", flat=True)[:50])
    with chemin.open("w", newline="") as fichier:
        ecrivain = csv.writer(fichier, delimiter=";")
        ecrivain.writerow(["mail", "prenom", "nom", "structure", "poste", "debut"])
        for n in range(lignes):
            nom = "".join(SYLLABES[int(chiffre)] for chiffre in f"{n:06d}")
            structure = "Une régie de quartier" if n % 4 == 0 else noms[n % len(noms)]
            ecrivain.writerow(
                [f"{marque}{nom}@test.example", f"Camille{marque}", nom, structure, "Médiation", "01/09/2021"]
            )


def plancher(chemin: Path) -> None:
    """csv + clean_fields + bulk_create of the same rows: no preview, no matching, no duplicates, no undoing."""
    structures = dict(Structure.objects.values_list("nom", "pk"))
    with chemin.open(newline="") as fichier:
        lignes = csv.DictReader(fichier, delimiter=";")
        while lot := list(islice(lignes, LOT)):
            personnes = [
                Utilisateur(email=c["mail"], prenom=c["prenom"], nom=c["nom"], password=make_password(None))
                for c in lot
            ]
            _ecrire(personnes, Utilisateur)
            _ecrire([EmailAddress(user=p, email=p.email, verified=True, primary=True) for p in personnes], EmailAddress)
            lieux = [structures.get(c["structure"]) for c in lot]
            jour = date(2021, 9, 1)
            paires = list(zip(personnes, lieux, lot, strict=True))
            _ecrire(
                [Affectation(utilisateur=p, role="animateur", structure_id=s, debut=jour) for p, s, _c in paires],
                Affectation,
            )
            postes = [
                Poste(
                    utilisateur=p,
                    intitule=c["poste"],
                    structure_id=s,
                    employeur="" if s else c["structure"],
                    debut=jour,
                )
                for p, s, c in paires
            ]
            _ecrire(postes, Poste)


def _ecrire(objets, modele) -> None:
    cles = [champ.name for champ in modele._meta.fields if champ.is_relation]  # the database checks these
    for objet in objets:
        objet.clean_fields(exclude=cles)
    modele.objects.bulk_create(objets)


def importer(chemin: Path) -> None:
    with chemin.open("rb") as fichier:
        importation = charger_import(fichier=File(fichier, name="reseau.csv"), par=Utilisateur.objects.earliest("pk"))
    verifier_import(importation=importation)
    lire_import(importation.pk)
    lancer_import(importation=importation)
    executer_import(importation.pk)
    importation = ImportationReseau.objects.get(pk=importation.pk)
    assert importation.bilan["personnes"] == importation.lignes, importation.bilan

"""Files of the network, and what is made of them."""

from django.core.files.base import ContentFile

from certificats.actions.importation import charger_import
from certificats.models import ImportationReseau
from certificats.tasks.importation import demander_annulation, demander_import, demander_lecture

ENTETE = (
    "Adresse électronique;Prénom;Nom;Structure;Poste;Début;Fin;Formation suivie;Organisme de la formation;Heures;Tél\n"
)
CAMILLE = (
    "camille@test.example;Camille;Lemoine;Médiathèque de Quimper;Médiatrice numérique;01/09/2021;;;;;06 12 34 56 78\n"
)


def relire(importation: ImportationReseau) -> ImportationReseau:
    return ImportationReseau.objects.get(pk=importation.pk)


def charge(d, lignes: str = CAMILLE, entete: str = ENTETE, nom: str = "reseau.csv") -> ImportationReseau:
    return charger_import(fichier=ContentFile((entete + lignes).encode(), name=nom), par=d.gestionnaire)


def lu(d, lignes: str = CAMILLE, entete: str = ENTETE) -> ImportationReseau:
    importation = charge(d, lignes, entete)
    demander_lecture(importation)
    return relire(importation)


def ecrit(d, lignes: str = CAMILLE, *, inviter: bool = False) -> ImportationReseau:
    importation = lu(d, lignes)
    demander_import(importation, inviter=inviter)
    return relire(importation)


def annule(importation: ImportationReseau) -> ImportationReseau:
    demander_annulation(importation)
    return relire(importation)


def doublon(d) -> ImportationReseau:
    """One line that looks like the animateur of the cast."""
    personne = d.animateur
    return lu(d, f"autre@test.example;{personne.prenom};{personne.nom};Médiathèque de Quimper;;;;;;;\n")

"""What a network brings: a file written, one waiting for decisions, an account in double and one made whole."""

from django.core.files.base import ContentFile

from academie.actions.doublon import proposer_doublons
from academie.actions.fusion import fusionner
from academie.actions.utilisateur import creer_compte
from academie.autorisations.table import Role
from academie.models import Structure, Utilisateur
from certificats.actions.importation import charger_import
from certificats.models import ImportationReseau
from certificats.tasks.importation import demander_import, demander_lecture

ENTETE = "Courriel;Prénom;Nom;Employeur;Fonction;Date d'entrée;Date de sortie;Formation;Organisme;Heures;Portable"
ECRITES = (
    "azilis.kerbrat@demo.example;Azilis;Kerbrat;{structure};Médiatrice numérique;01/09/2021;;;;;06 00 00 00 01",
    "azilis.kerbrat@demo.example;Azilis;Kerbrat;;;;;Accompagner les démarches en ligne;CNFPT;14;",
    "goulven.tanguy@demo.example;Goulven;Tanguy;{structure};Animateur numérique;mars 2019;31/08/2023;;;;",
    "goulven.tanguy@demo.example;Goulven;Tanguy;{structure};Médiateur numérique;1er sept. 2023;;Animer un atelier;Ligue de l'enseignement;21;",
    "nolwenn.prigent@demo.example;Nolwenn;Prigent;Le Hangar numérique;Facilitatrice;15/01/2022;;;;;",
)
A_DECIDER = (
    "goulven.tangui@demo.example;Goulven;Tangui;{structure};Médiateur numérique;01/09/2023;;;;;",
    "ewen.salaun@demo.example;Ewen;Salaün;{structure};Médiateur numérique;44440;;;;;",
    "rozenn.demo.example;Rozenn;Le Dantec;{structure};Animatrice;01/02/2024;;;;;",
    "corentin.guivarch@demo.example;Corentin;Guivarch;{structure};Animateur;31/02/2024;;;;;06 00 00 00 02",
    "maiwenn.cozic@demo.example;Maïwenn;Cozic;Le Hangar numérique;Facilitatrice;02/05/2024;;;;;",
)


def raconter_reseau() -> None:
    """In the story, the gestionnaire decides and the administrator makes accounts one."""
    gestionnaire = Utilisateur.objects.get(email="gestionnaire@demo.example")
    structures = Structure.objects.filter(affectations__utilisateur__email="animateur.3@demo.example")
    structure = structures.order_by("pk")[0]
    ecrite = _lire("reseau-2026.csv", ECRITES, structure, gestionnaire)
    demander_import(ecrite, inviter=False)
    _lire("reseau-complements.csv", A_DECIDER, structure, gestionnaire)
    azilis = Utilisateur.objects.get(email="azilis.kerbrat@demo.example")
    _fusionner(azilis, structure, gestionnaire)
    _compte("nolwen.prigent@demo.example", "Nolwen", "Prigent", structure)
    proposer_doublons()


def _lire(nom: str, lignes: tuple[str, ...], structure: Structure, par: Utilisateur) -> ImportationReseau:
    texte = "\n".join([ENTETE, *(ligne.format(structure=structure.nom) for ligne in lignes)])
    importation = charger_import(fichier=ContentFile(texte.encode(), name=nom), par=par)
    demander_lecture(importation)
    return ImportationReseau.objects.get(pk=importation.pk)


def _fusionner(importee: Utilisateur, structure: Structure, par: Utilisateur) -> None:
    """She had signed up with another address before her network brought her."""
    inscrite = _compte("azilis@demo.example", "Azilis", "Kerbrat", structure)
    fusionner(gardee=importee, fermee=inscrite, par=par, email=inscrite.email, nom_de=importee)


def _compte(email: str, prenom: str, nom: str, structure: Structure) -> Utilisateur:
    return creer_compte(
        email=email,
        prenom=prenom,
        nom=nom,
        territoire=structure.territoire,
        affectations=[(Role.ANIMATEUR, structure)],
    )

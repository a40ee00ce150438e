"""Resources in every state, through the actions."""

from django.core.files.uploadedfile import SimpleUploadedFile

from besoins.actions.lot import deposer_fichier
from besoins.actions.parution import relire_ressource, retirer_ressource, soumettre_ressource
from besoins.actions.ressource import commencer_ressource, corriger_ressource, joindre_fichier
from besoins.models import LotRessources, Ressource
from tests.besoins.atelier import brouillon_complet, theme

RECIT = {
    "essentiel": "Des habitantes et habitants en forment d'autres, sans argent public.",
    "acteurs": "La ville, un bailleur, deux entreprises, des bénévoles",
    "interactions": "Un protocole lie les partenaires ; un comité se réunit chaque trimestre.",
    "volumetrie": "Onze ateliers de deux heures, cent trente personnes",
    "mission": "Rendre autonomes les locataires âgés",
    "retombees": "De deux à cinq ateliers par semaine",
    "leviers": "Un lieu ouvert, du matériel prêté",
    "source": "Récit publié sur le forum du réseau",
}
PDF = b"%PDF-1.4 un petit document"


def brouillon(d, titre="Des voisins numériques", genre="recit", par=None, **champs) -> Ressource:
    contenu = {champ: texte for champ, texte in RECIT.items() if champ in (*Ressource.CORPS[genre], "source")}
    contenu |= {"theme": theme(), "territoire": d.commune}
    return commencer_ressource(genre=genre, titre=titre, par=par or d.concepteur, **contenu | champs)


def en_relecture(d, titre="Des voisins numériques", **champs) -> Ressource:
    ressource = brouillon(d, titre, **champs)
    return soumettre_ressource(ressource=ressource, par=ressource.redige_par)


def publiee(d, titre="Des voisins numériques", **champs) -> Ressource:
    return relire_ressource(ressource=en_relecture(d, titre, **champs), favorable=True, par=d.gestionnaire)


def retiree(d) -> Ressource:
    return retirer_ressource(ressource=publiee(d), motif="Le lieu a fermé.", par=d.gestionnaire)


def avec_fichier(d) -> Ressource:
    return joindre_fichier(ressource=brouillon(d), fichier=piece(), par=d.concepteur)


def publiee_avec_fichier(d) -> Ressource:
    ressource = soumettre_ressource(ressource=avec_fichier(d), par=d.concepteur)
    return relire_ressource(ressource=ressource, favorable=True, par=d.gestionnaire)


def correction(d) -> Ressource:
    return corriger_ressource(ressource=publiee(d), par=d.concepteur)


def piece(nom="bilan.pdf", contenu=PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(nom, contenu)


def lot(d, contenu="titre;essentiel\nUn bus;Il passe le mardi\n", nom="ressources.csv", par=None) -> LotRessources:
    return deposer_fichier(fichier=piece(nom, contenu.encode()), genre="note", par=par or d.concepteur)


def module_en_redaction(d):
    return brouillon_complet(d).modules.first()

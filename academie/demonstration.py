"""The demonstration's people, structures and territories. Territories are real, everybody is invented."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from random import Random

from django.core.files.base import ContentFile
from django.utils import timezone
from reportlab.lib.pagesizes import A4

from academie.actions.annuaire import paraitre_dans_l_annuaire
from academie.actions.organisme import enregistrer_organisme
from academie.actions.qualiopi import ajouter_piece
from academie.actions.referentiel import importer_referentiel
from academie.actions.structure import enregistrer_structure
from academie.actions.territoire import importer_territoires
from academie.actions.utilisateur import creer_compte
from academie.autorisations.table import Role
from academie.documents import couleurs
from academie.documents.mise_en_page import Maison, MiseEnPage
from academie.models import Competence, Organisme, PieceQualiopi, Structure, Territoire, Utilisateur
from academie.queries.organisme import texte_de_depart

MOT_DE_PASSE = "academie-demo"
DONNEES = Path(__file__).parent / "donnees"
REGIONS = ["53", "75", "76", "93", "32", "27", "94", "28"]  # INSEE codes of the eight régions of the story
ANIMATEURS = 300
STRUCTURES_PAR_REGION = 7

PRENOMS = [
    "Ada",
    "Bastien",
    "Camille",
    "Dimitri",
    "Élise",
    "Farid",
    "Gaëlle",
    "Hugo",
    "Inès",
    "Jules",
    "Kenza",
    "Léo",
    "Maëlys",
    "Noé",
    "Océane",
    "Paul",
    "Quitterie",
    "Rayan",
    "Solène",
    "Théo",
    "Ulysse",
    "Valentine",
    "William",
    "Xénia",
    "Yann",
    "Zoé",
    "Anaïs",
    "Boris",
    "Clémence",
    "Désiré",
]
NOMS = [
    "Abalain",
    "Bermont",
    "Castagnol",
    "Delaforge",
    "Estrabaud",
    "Fontclaire",
    "Garrigal",
    "Hautecour",
    "Istrefort",
    "Jolivray",
    "Kerbraval",
    "Lestournel",
    "Montavril",
    "Nivoley",
    "Oradour",
    "Pellefigue",
    "Quintefeuille",
    "Roquevaire",
    "Sarrancol",
    "Trévigneau",
    "Urdazou",
    "Valbrune",
    "Wissencourt",
    "Xaintrel",
    "Yvremont",
    "Zellenbach",
    "Aubréac",
    "Bréhéval",
    "Combelongue",
    "Dormelles",
]

# Six accounts of the contract, then those who give the story its other voices.
COMPTES = [
    ("animateur", "Camille", "Delaforge", Role.ANIMATEUR),
    ("referent", "Yann", "Kerbraval", Role.REFERENT),
    ("concepteur", "Solène", "Garrigal", Role.CONCEPTEUR),
    ("formateur", "Farid", "Estrabaud", Role.FORMATEUR),
    ("gestionnaire", "Inès", "Montavril", Role.GESTIONNAIRE),
    ("admin", "Paul", "Hautecour", Role.ADMINISTRATEUR),
]
AUTRES = [
    ("relecture", "Élise", "Valbrune", Role.CONCEPTEUR),
    ("formatrice.ouest", "Gaëlle", "Bréhéval", Role.FORMATEUR),
    ("formateur.sud", "Hugo", "Roquevaire", Role.FORMATEUR),
    ("formatrice.nord", "Anaïs", "Wissencourt", Role.FORMATEUR),
]

# What those who agreed to be found say they can pass on, and the DigComp competences of it.
SAVOIRS = [
    ("J'anime un atelier de démarches en ligne chaque semaine ; je partage mes supports volontiers.", ["2.3", "1.2"]),
    ("Réemploi d'ordinateurs et logiciels libres : je peux venir installer un parc avec vous.", ["5.1", "4.4"]),
    ("Ateliers de photo et de montage pour les adolescents.", ["3.1", "3.2"]),
    ("Je cherche d'autres médiathèques pour préparer ensemble des ateliers contre les arnaques.", ["4.1", "4.2"]),
    ("Accueil des personnes qui lisent peu : pictogrammes, gestes, temps long.", ["2.1", "5.2"]),
]

# What people attach to the indicators that the product does not prove by itself: (indicator, title, days ago, note).
PIECES = [
    (9, "Règlement intérieur des sessions", 200, "Remis avec chaque confirmation d'inscription, affiché dans les lieux."),
    (26, "Référent handicap : lettre de mission", 150, "Solène Garrigal. Partenaires : Cap emploi, centres ressources régionaux."),
    (27, "Sous-traitance", 90, "L'Académie ne sous-traite aucune formation."),
]  # fmt: skip


def chapitres() -> list[tuple[str, Callable[[], object]]]:
    return [
        ("territoires", lambda: importer_territoires(dossier=DONNEES / "territoires")),
        ("référentiels", raconter_referentiels),
        ("structures", raconter_structures),
        ("personnes", raconter_personnes),
        ("annuaire", raconter_annuaire),
        ("pièces Qualiopi", raconter_pieces),
        ("organisme", raconter_organisme),
    ]


def raconter_referentiels() -> None:
    for fichier in sorted((DONNEES / "referentiels").glob("*.json")):
        importer_referentiel(fichier=fichier)


def raconter_structures() -> None:
    enregistrer_structure(
        structure=Structure(
            nom="OTeN Académie",
            genre=Structure.Genre.ASSOCIATION,
            territoire=Territoire.objects.regions().get(code="11"),
            email="academie@oten.example",
        )
    )
    for region in Territoire.objects.regions().filter(code__in=REGIONS).order_by("code"):
        communes = Territoire.objects.filter(genre="commune", region=region).order_by("-population", "pk")
        # The largest town is left out: médiation numérique matters most elsewhere.
        for rang, commune in enumerate(communes[1 : STRUCTURES_PAR_REGION + 1]):
            genre, nom = [
                (Structure.Genre.ESPACE, f"Espace de médiation numérique – {commune.nom}"),
                (Structure.Genre.COLLECTIVITE, f"Ville de {commune.nom}"),
                (Structure.Genre.ESPACE, f"Médiathèque – {commune.nom}"),
                (Structure.Genre.ASSOCIATION, f"Association d'accès au numérique – {commune.nom}"),
            ][rang % 4]
            enregistrer_structure(
                structure=Structure(
                    nom=nom, genre=genre, territoire=commune, email=f"contact-{commune.code.lower()}@structure.example"
                )
            )
        enregistrer_structure(
            structure=Structure(
                nom=f"Région {region.nom}",
                genre=Structure.Genre.COLLECTIVITE,
                territoire=region,
                email=f"numerique-{region.code}@region.example",
            )
        )


def raconter_personnes() -> None:
    hasard = Random(2013)
    depuis = timezone.localdate() - timedelta(days=500)
    academie = Structure.objects.get(nom="OTeN Académie")
    locales = list(Structure.objects.exclude(pk=academie.pk).exclude(territoire__genre="region").order_by("pk"))
    maison = locales[0]  # the demonstration's animatrice and référent work at the same place
    chez = {Role.ANIMATEUR: maison, Role.REFERENT: maison}
    for compte, prenom, nom, role in COMPTES + AUTRES:
        du_contrat = (compte, prenom, nom, role) in COMPTES
        creer_compte(
            email=f"{compte}@demo.example",
            prenom=prenom,
            nom=nom,
            mot_de_passe=MOT_DE_PASSE if du_contrat else None,
            territoire=chez.get(role, academie).territoire,
            affectations=[(role, chez.get(role, academie))],
            depuis=depuis,
        )
    for rang in range(ANIMATEURS - 1):
        structure = locales[rang % len(locales)]
        creer_compte(
            email=f"animateur.{rang + 2}@demo.example",
            prenom=PRENOMS[rang % len(PRENOMS)],
            nom=NOMS[(rang // len(PRENOMS) * 7 + rang) % len(NOMS)],
            territoire=structure.territoire,
            affectations=[(Role.ANIMATEUR, structure)],
            depuis=depuis + timedelta(days=hasard.randrange(100)),
        )
    for rang, structure in enumerate(locales[1:12]):
        creer_compte(
            email=f"referent.{rang + 2}@demo.example",
            prenom=PRENOMS[-rang - 1],
            nom=NOMS[rang * 2],
            territoire=structure.territoire,
            affectations=[(Role.REFERENT, structure)],
            depuis=depuis,
        )


def raconter_annuaire() -> None:
    """One animatrice or animateur out of nine agrees to be found."""
    competences = {
        competence.code: competence for competence in Competence.objects.filter(domaine__referentiel__code="digcomp")
    }
    personnes = Utilisateur.objects.filter(email__startswith="animateur").order_by("pk")
    for rang, personne in enumerate(personnes[::9]):
        presentation, codes = SAVOIRS[rang % len(SAVOIRS)]
        paraitre_dans_l_annuaire(
            utilisateur=personne,
            presentation=presentation,
            competences=[competences[code] for code in codes],
            adresse_visible=rang % 3 == 0,
        )


def raconter_pieces() -> None:
    """Idempotent: told once."""
    if PieceQualiopi.objects.exists():
        return
    gestionnaire = Utilisateur.objects.get(email="gestionnaire@demo.example")
    for indicateur, titre, jours, note in PIECES:
        le = timezone.now() - timedelta(days=jours)
        jour = timezone.localdate(le)
        fichier = ContentFile(_lettre(titre, note, jour), f"piece-indicateur-{indicateur}.pdf")
        ajouter_piece(
            indicateur=indicateur, titre=titre, date=jour, note=note, fichier=fichier, par=gestionnaire, le=le
        )


def raconter_organisme() -> None:
    """What documents say of the Académie, told once; its numbers are invented."""
    if Organisme.objects.exists():
        return
    enregistrer_organisme(
        organisme=Organisme(
            pk=1,
            nom="OTeN",
            adresse="12 rue des Écoles\n58000 Nevers",
            commune="Nevers",
            siret="10000000000008",
            declaration="27580000058",
            declaration_region="préfet de la région Bourgogne-Franche-Comté",
            representant_nom="Maëlle Corvaisier",
            representant_fonction="présidente",
            contact_nom="Solène Garrigal",
            contact_email="stagiaires@oten.example",
            contact_telephone="03 00 00 00 01",
            handicap_nom="Solène Garrigal",
            handicap_email="handicap@oten.example",
            handicap_telephone="03 00 00 00 02",
            reglement=texte_de_depart("reglement"),
            reglement_le=timezone.localdate() - timedelta(days=200),
            livret=texte_de_depart("livret"),
        )
    )


def _lettre(titre: str, note: str, jour: date) -> bytes:
    """A page that says that it is invented."""
    page = MiseEnPage(
        titre=titre,
        sujet="Pièce de démonstration",
        taille=A4,
        jour=jour,
        maison=Maison(couleurs.ACADEMIE, couleurs.ACADEMIE_TEINTE),
        pied="Document inventé pour la démonstration",
    )
    page.titre(titre, niveau=1)
    page.paragraphe(note)
    return page.octets()

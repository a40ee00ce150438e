"""The convocation: all that a trainee must have in hand before coming (Code du travail, L6353-8; RNQ, indicator 9)."""

from dataclasses import dataclass
from datetime import date

from reportlab.lib.units import mm

from academie import francais
from academie.documents.mise_en_page import DISCRET, MiseEnPage, en_deux_passes
from sessions.documents.dossier import Formation, Organisme, europe, faits, feuillet, horaires, identite, lien, puces

DONNEES = (
    "Vos données servent à organiser la formation, à prouver votre présence et à délivrer votre certificat. Elles sont "
    "transmises à votre employeur et aux financeurs de la formation, à personne d’autre. Vous pouvez les consulter, les "
    "faire corriger ou demander leur effacement\u00a0:"
)


@dataclass(frozen=True)
class Venue:
    """A place, what one must know to come in, and who answers there; or a link to connect to."""

    nom: str
    adresse: str = ""
    acces: str = ""
    accessibilite: str = ""
    contact: str = ""
    lien: str = ""


@dataclass(frozen=True)
class DonneesConvocation:
    """One person's."""

    personne: str
    structure: str
    formation: Formation
    venues: tuple[Venue, ...]
    organisme: Organisme
    reglement: str
    livret: str
    donnees_personnelles: str
    espace: str
    etablie_le: date


def convocation_pdf(donnees: DonneesConvocation) -> bytes:
    """A4 portrait. The same facts always give the same bytes."""
    return en_deux_passes(lambda pages: _dessiner(donnees, pages))


def _dessiner(donnees: DonneesConvocation, pages: int | None) -> MiseEnPage:
    formation, organisme = donnees.formation, donnees.organisme
    page = feuillet("Convocation", formation.titre, donnees.etablie_le, pages, organisme)
    page.paragraphe(formation.session, DISCRET.avec(corps=10))
    europe(page, formation.mentions_europe)
    page.espace(3 * mm)
    faits(
        page,
        [
            ("Pour", donnees.personne),
            ("Structure", donnees.structure),
            ("Dates", f"{formation.periode}, {francais.duree(formation.minutes)}"),
            ("Formation assurée par", francais.enumeration(formation.formateurs)),
            ("Prérequis", formation.prerequis),
        ],
    )
    page.titre("Vos demi-journées", suite=80)
    horaires(page, formation.demi_journees)
    for venue in donnees.venues:
        _venue(page, venue)
    _programme(page, formation)
    _interlocuteurs(page, donnees)
    identite(page, organisme)
    return page


def _venue(page: MiseEnPage, venue: Venue) -> None:
    page.titre("Se connecter" if venue.lien else f"Venir\u00a0: {venue.nom}")
    faits(
        page,
        [
            ("Adresse", venue.adresse),
            ("Accès", venue.acces),
            ("Accessibilité", venue.accessibilite),
            ("Sur place", venue.contact),
        ],
    )
    if venue.lien:
        lien(
            page, "Pour les demi-journées à distance, ouvrez ce lien quelques minutes avant l’heure\u00a0:", venue.lien
        )


def _programme(page: MiseEnPage, formation: Formation) -> None:
    if formation.objectifs:
        page.titre("Objectifs")
        page.paragraphe("À l’issue de la formation, vous saurez\u00a0:")
        page.espace(2)
        puces(page, formation.objectifs)
    page.titre("Contenu et évaluation")
    puces(page, (f"{titre}, {francais.duree(minutes)}" for titre, minutes in formation.modules))
    if formation.evaluation:
        page.paragraphe(f"Évaluation\u00a0: {formation.evaluation}")
    lien(page, "Le programme complet\u00a0:", formation.programme)


def _interlocuteurs(page: MiseEnPage, donnees: DonneesConvocation) -> None:
    organisme, formation = donnees.organisme, donnees.formation
    page.titre("À qui parler, quoi lire")
    faits(
        page,
        [
            ("Votre interlocuteur", organisme.contact),
            ("Personne référente handicap", organisme.referent_handicap),
            ("Accessibilité", formation.accessibilite),
        ],
    )
    for phrase, adresse in (
        ("Le règlement intérieur, qui s’applique à votre venue\u00a0:", donnees.reglement),
        ("Le livret d’accueil\u00a0:", donnees.livret),
        ("Un empêchement\u00a0? Prévenez, ou rendez votre place à quelqu’un d’autre\u00a0:", donnees.espace),
        (DONNEES, donnees.donnees_personnelles),
    ):
        lien(page, phrase, adresse)

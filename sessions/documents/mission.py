"""The mission letter of a trainer for a session: what is asked, when, where, of whom (Code du travail, L6352-1)."""

from dataclasses import dataclass
from datetime import date

from reportlab.lib.units import mm

from academie import francais
from academie.documents.mise_en_page import DISCRET, MiseEnPage, en_deux_passes
from sessions.documents.dossier import (
    Formation,
    Organisme,
    Signataire,
    europe,
    faits,
    feuillet,
    horaires,
    identite,
    lien,
    puces,
    signatures,
)

ENSEMBLE = 105 * mm
ENGAGEMENTS = (
    "donner la formation selon le programme publié, en l’adaptant aux personnes présentes",
    "ouvrir l’émargement de chaque demi-journée, faire signer chaque personne, puis contresigner",
    "prendre en compte les aménagements demandés, et alerter la personne référente handicap au besoin",
    "signaler le jour même toute absence, difficulté ou réclamation",
    "garder confidentielles les données des stagiaires",
)


@dataclass(frozen=True)
class DonneesMission:
    """One trainer's: `formation` holds only the half-days that they give."""

    formateur: str
    qualites: str
    attendues: int
    formation: Formation
    liens: tuple[str, ...]
    organisme: Organisme
    etablie_le: date


def mission_pdf(donnees: DonneesMission) -> bytes:
    """A4 portrait. The same facts always give the same bytes."""
    return en_deux_passes(lambda pages: _dessiner(donnees, pages))


def _dessiner(donnees: DonneesMission, pages: int | None) -> MiseEnPage:
    formation, organisme = donnees.formation, donnees.organisme
    page = feuillet("Lettre de mission", formation.titre, donnees.etablie_le, pages, organisme)
    page.paragraphe(formation.session, DISCRET.avec(corps=10))
    europe(page, formation.mentions_europe)
    page.espace(3 * mm)
    page.paragraphe(f"{organisme.nom} confie à {donnees.formateur} l’animation des demi-journées ci-dessous.")
    page.espace(2 * mm)
    faits(
        page,
        [
            ("Titres et qualités", donnees.qualites),
            ("Période", formation.periode),
            ("Durée", f"{francais.duree(formation.minutes)} de face-à-face"),
            ("Personnes attendues", francais.nombre(donnees.attendues)),
        ],
    )
    page.titre("Demi-journées", suite=80)
    horaires(page, formation.demi_journees)
    for adresse in donnees.liens:
        lien(page, "Se connecter\u00a0:", adresse)
    if formation.objectifs:
        page.titre("Objectifs à atteindre")
        puces(page, formation.objectifs)
    lien(page, "Le programme\u00a0:", formation.programme)
    _suite(page, donnees)
    return page


def _suite(page: MiseEnPage, donnees: DonneesMission) -> None:
    organisme = donnees.organisme
    page.titre("Ce qui est attendu", suite=ENSEMBLE)  # nobody signs a page that says nothing
    puces(page, ENGAGEMENTS)
    faits(
        page,
        [("Interlocuteur", organisme.contact), ("Personne référente handicap", organisme.referent_handicap)],
    )
    signatures(
        page,
        organisme.commune,
        donnees.etablie_le,
        [
            Signataire(f"Pour {organisme.nom}", organisme.represente, organisme.signature),
            Signataire(donnees.formateur, "Signature"),
        ],
    )
    identite(page, organisme)

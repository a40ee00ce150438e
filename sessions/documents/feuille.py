"""The attendance sheet (feuille d'émargement): who signed which half-day, when, how, and boxes to sign by hand.

It holds what inspectors and funders expect: title, dates and hours, modules, place, trainers, and per half-day the
signature of each trainee and of the trainers (Code du travail, R6313-3: « tout élément probant »).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.units import mm

from academie import francais
from academie.documents import couleurs, polices
from academie.documents.balises import EDITEUR
from academie.documents.mise_en_page import (
    DISCRET,
    FORT,
    MENTION,
    PETIT,
    Cellule,
    Dessin,
    Maison,
    MiseEnPage,
    Tableau,
    en_deux_passes,
)
from academie.documents.texte import Style
from sessions.documents.dossier import europe

MAISON = Maison(couleurs.SESSIONS, couleurs.SESSIONS_TEINTE)
PAR_PAGE = 4
HAUTEUR_CASE = 13 * mm
SUITE = 2.5 * HAUTEUR_CASE
LARGEUR_NOM, LARGEUR_STRUCTURE, LARGEUR_TOTALE = 52 * mm, 49 * mm, 261 * mm
BOITE = (600, 200)  # where signatures are drawn
CONSIGNE = (
    "Chaque personne signe en face de son nom pour chaque demi-journée suivie. Une signature électronique indique "
    "l’heure, le moyen et le nom saisi\u00a0; une case vide se signe à la main."
)
EN_TETE = Style(corps=9, graisse=polices.GRAS)
SIGNE = PETIT.avec(graisse=polices.GRAS, couleur=couleurs.SUCCES)
ABSENT = PETIT.avec(couleur=couleurs.DANGER)
NOM = Style(corps=10, graisse=polices.GRAS)


@dataclass(frozen=True)
class Signature:
    """A signature received: when, by what ("téléphone", "code affiché"…), the name typed, the strokes drawn."""

    instant: datetime
    moyen: str
    nom_saisi: str
    precision: str = ""
    traits: tuple[tuple[tuple[int, int], ...], ...] = ()


@dataclass(frozen=True)
class Declaration:
    """A presence that someone else declared, for a person who could not sign; `d_apres`, from what they read it."""

    instant: datetime
    par: str
    precision: str = ""
    d_apres: str = ""


@dataclass(frozen=True)
class Absence:
    """A person known to be absent."""

    motif: str = ""
    justifiee: bool = False


@dataclass(frozen=True)
class NonConcerne:
    """A person who is not expected on this half-day."""


Presence = Signature | Declaration | Absence | NonConcerne | None


@dataclass(frozen=True)
class DemiJournee:
    """A slot and its trainers, with the countersignature of each (None: to be signed by hand)."""

    debut: datetime
    fin: datetime
    modules: tuple[str, ...]
    lieu: str
    formateurs: tuple[tuple[str, Presence], ...]


@dataclass(frozen=True)
class Personne:
    """A trainee or a trainer, with one presence for each half-day in order (None: to be signed by hand)."""

    nom: str
    structure: str
    presences: tuple[Presence, ...]


@dataclass(frozen=True)
class DonneesFeuille:
    """One sheet, for one half-day or for the whole session."""

    programme: str
    session: str
    demi_journees: tuple[DemiJournee, ...]
    stagiaires: tuple[Personne, ...]
    imprimee_le: datetime
    emetteur: str = EDITEUR
    declaration: str = ""
    mentions_europe: tuple[str, ...] = ()
    registre: str = ""


def feuille_emargement_pdf(donnees: DonneesFeuille) -> bytes:
    """A4 landscape, headers again on each page. The same facts always give the same bytes."""
    return en_deux_passes(lambda pages: _dessiner(donnees, pages))


def _dessiner(donnees: DonneesFeuille, pages: int | None) -> MiseEnPage:
    page = MiseEnPage(
        titre=f"Feuille d’émargement, {donnees.programme}",
        sujet=donnees.session,
        taille=landscape(A4),
        jour=donnees.imprimee_le,
        maison=MAISON,
        pied=_pied(donnees),
        pages=pages,
    )
    page.titre("Feuille d’émargement", niveau=1, style=FORT.avec(corps=19, couleur=couleurs.SESSIONS))
    page.paragraphe(donnees.programme, FORT.avec(corps=13))
    page.paragraphe(donnees.session, DISCRET.avec(corps=10))
    europe(page, donnees.mentions_europe)
    page.espace(3 * mm)
    page.tableau(_horaires(donnees))
    page.espace(2 * mm)
    page.paragraphe(CONSIGNE, DISCRET)
    for debut in range(0, len(donnees.demi_journees), PAR_PAGE):
        _signatures(page, donnees, slice(debut, debut + PAR_PAGE))
    if donnees.registre:
        page.espace(3 * mm)
        page.paragraphe(donnees.registre, MENTION)
    return page


def _pied(donnees: DonneesFeuille) -> str:
    instant = donnees.imprimee_le
    pied = f"{donnees.emetteur}, feuille éditée le {francais.date_sans_jour(instant)} à {francais.heure(instant)}"
    return f"{pied}. Déclaration d’activité n°\u00a0{donnees.declaration}" if donnees.declaration else pied


def _horaires(donnees: DonneesFeuille) -> Tableau:
    return Tableau(
        entetes=_entetes("Demi-journée", "Modules", "Lieu", "Formation assurée par"),
        largeurs=(58 * mm, 83 * mm, 65 * mm, 55 * mm),
        lignes=[
            (
                _creneau(demi),
                Cellule(tuple((module, PETIT) for module in demi.modules)),
                Cellule(((demi.lieu, PETIT),)),
                Cellule(((francais.enumeration(nom for nom, _ in demi.formateurs), PETIT),)),
            )
            for demi in donnees.demi_journees
        ],
    )


def _signatures(page: MiseEnPage, donnees: DonneesFeuille, tranche: slice) -> None:
    demi_journees = donnees.demi_journees[tranche]
    if tranche.start:
        page.nouvelle_page()
    suite = f", demi-journées {tranche.start + 1} à {tranche.start + len(demi_journees)}"
    precision = suite if len(donnees.demi_journees) > PAR_PAGE else ""
    page.titre(f"Stagiaires{precision}", suite=SUITE)
    stagiaires = [replace(personne, presences=personne.presences[tranche]) for personne in donnees.stagiaires]
    page.tableau(_grille(demi_journees, stagiaires))
    page.titre(f"Formatrices et formateurs{precision}", suite=SUITE)
    page.tableau(_grille(demi_journees, _formateurs(demi_journees, donnees.emetteur)))


def _formateurs(demi_journees: Sequence[DemiJournee], emetteur: str) -> list[Personne]:
    noms = dict.fromkeys(nom for demi in demi_journees for nom, _ in demi.formateurs)
    return [
        Personne(nom, emetteur, tuple(dict(demi.formateurs).get(nom, NonConcerne()) for demi in demi_journees))
        for nom in noms
    ]


def _grille(demi_journees: Sequence[DemiJournee], personnes: Sequence[Personne]) -> Tableau:
    large = (LARGEUR_TOTALE - LARGEUR_NOM - LARGEUR_STRUCTURE) / max(len(demi_journees), 2)
    return Tableau(
        entetes=(*_entetes("Nom", "Structure"), *map(_creneau, demi_journees)),
        largeurs=(LARGEUR_NOM, LARGEUR_STRUCTURE, *[large] * len(demi_journees)),
        lignes=[
            (Cellule(((personne.nom, NOM),)), Cellule(((personne.structure, PETIT),)), *map(_case, personne.presences))
            for personne in personnes
        ],
        hauteur_minimale=HAUTEUR_CASE,
    )


def _entetes(*titres: str) -> tuple[Cellule, ...]:
    return tuple(Cellule(((titre, EN_TETE),)) for titre in titres)


def _creneau(demi: DemiJournee) -> Cellule:
    return Cellule(((francais.date_longue(demi.debut), EN_TETE), (francais.plage(demi.debut, demi.fin), PETIT)))


def _case(presence: Presence) -> Cellule:
    match presence:
        case Signature():
            signe = f"Signé à {francais.heure(presence.instant)} ({presence.moyen})"
            cellule = _cellule(
                (signe, SIGNE), (f"«\u00a0{presence.nom_saisi}\u00a0»", PETIT), (presence.precision, PETIT)
            )
            return replace(cellule, dessin=_dessin(presence)) if presence.traits else cellule
        case Declaration(instant, par, precision, d_apres):
            declare = f"Présence déclarée à {francais.heure(instant)}"
            return _cellule((declare, SIGNE), (f"par {par}", PETIT), (d_apres, PETIT), (precision, PETIT))
        case Absence(motif, justifiee):
            return _cellule(("Absence justifiée" if justifiee else "Absence", ABSENT), (motif, PETIT))
        case NonConcerne():
            return _cellule(("Sans objet", DISCRET))
    return Cellule()


def _cellule(*textes: tuple[str, Style]) -> Cellule:
    return Cellule(tuple((texte, style) for texte, style in textes if texte))


def _dessin(signature: Signature) -> Dessin:
    return Dessin(signature.traits, *BOITE, f"Signature dessinée par {signature.nom_saisi}")

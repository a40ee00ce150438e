"""The programme sheet: what a person must be able to read before enrolling.

Its fields are those of indicator 1 of the national quality framework (annex to D6316-1-1 of the Code du travail):
prerequisites, objectives, duration, access, price, contacts, methods, evaluation, accessibility, and the public;
then the needs the programme answers, each with its figures.
"""

from dataclasses import dataclass
from datetime import date

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm

from academie import francais
from academie.documents import couleurs, polices
from academie.documents.balises import EDITEUR
from academie.documents.mise_en_page import (
    DISCRET,
    FORT,
    PETIT,
    TEXTE,
    Cellule,
    Maison,
    MiseEnPage,
    Tableau,
    en_deux_passes,
)
from academie.documents.texte import Style

MAISON = Maison(couleurs.BESOINS, couleurs.BESOINS_TEINTE)
LARGEUR, LARGEUR_DUREE = 174 * mm, 28 * mm
EN_TETE = Style(corps=9, graisse=polices.GRAS)
POURQUOI = (
    "Ce programme répond à des besoins relevés auprès des territoires. Pour chacun, la part des réponses qui "
    "l’expriment et, entre crochets, son intervalle de confiance à 95\u00a0%."
)


@dataclass(frozen=True)
class Objectif:
    """An operational objective, the competences it builds and how it is evaluated."""

    enonce: str
    competences: tuple[str, ...] = ()
    evaluation: str = ""


@dataclass(frozen=True)
class Module:
    """A part of the programme and its planned length in minutes."""

    titre: str
    minutes: int
    contenu: str = ""


@dataclass(frozen=True)
class BesoinServi:
    """A need: k answers out of n, the bounds of the interval between 0 and 1 when they are known, the source."""

    titre: str
    source: str = ""
    k: int | None = None
    n: int | None = None
    intervalle: tuple[float, float] | None = None

    @property
    def mesure(self) -> str:
        """ "9 sur 11, soit 81,8 % [52 % – 95 %]", or nothing when the counts are unknown."""
        if self.k is None or not self.n:
            return ""
        mesure = (
            f"{francais.nombre(self.k)} sur {francais.nombre(self.n)}, soit {francais.pourcentage(self.k / self.n)}"
        )
        if self.intervalle is None:
            return mesure
        bas, haut = (francais.pourcentage(borne, 0) for borne in self.intervalle)
        return f"{mesure} [{bas}\u00a0–\u00a0{haut}]"


@dataclass(frozen=True)
class DonneesProgramme:
    """A published version of a programme. Texts may hold several lines."""

    titre: str
    version: str
    publie_le: date
    adresse: str
    public: str
    prerequis: str
    objectifs: tuple[Objectif, ...]
    modules: tuple[Module, ...]
    acces: str
    tarif: str
    contact: str
    methodes: str
    evaluation: str
    accessibilite: str
    besoins: tuple[BesoinServi, ...] = ()
    resume: str = ""
    niveau: str = ""
    emetteur: str = EDITEUR
    declaration: str = ""

    @property
    def minutes(self) -> int:
        return sum(module.minutes for module in self.modules)


def programme_pdf(donnees: DonneesProgramme) -> bytes:
    """A4 portrait, as many pages as needed. The same facts always give the same bytes."""
    return en_deux_passes(lambda pages: _dessiner(donnees, pages))


def _dessiner(donnees: DonneesProgramme, pages: int | None) -> MiseEnPage:
    page = MiseEnPage(
        titre=donnees.titre,
        sujet="Programme de formation",
        taille=A4,
        jour=donnees.publie_le,
        maison=MAISON,
        pied=_pied(donnees),
        pages=pages,
    )
    page.titre(donnees.titre, niveau=1, style=FORT.avec(corps=21, couleur=couleurs.BESOINS, interligne=1.2))
    publie = francais.date_sans_jour(donnees.publie_le)
    page.paragraphe(f"Programme de formation, version {donnees.version}, publiée le {publie}", DISCRET.avec(corps=10))
    if donnees.resume:
        page.espace(2 * mm)
        page.paragraphe(donnees.resume, TEXTE.avec(corps=11.5))
    page.espace(4 * mm)
    page.faits((terme, valeur) for terme, valeur in _essentiel(donnees) if valeur)
    _objectifs(page, donnees)
    _modules(page, donnees)
    for terme, texte in _modalites(donnees):
        page.titre(terme)
        page.paragraphe(texte)
    _besoins(page, donnees)
    _adresse(page, donnees)
    return page


def _pied(donnees: DonneesProgramme) -> str:
    if not donnees.declaration:
        return donnees.emetteur
    return (
        f"{donnees.emetteur}. Enregistrée sous le numéro {donnees.declaration}. "
        "Cet enregistrement ne vaut pas agrément de l’État."
    )


def _essentiel(donnees: DonneesProgramme) -> list[tuple[str, str]]:
    return [
        ("Public", donnees.public),
        ("Niveau", donnees.niveau),
        ("Prérequis", donnees.prerequis),
        ("Durée", francais.duree(donnees.minutes)),
        ("Tarif", donnees.tarif),
        ("Accès et délais", donnees.acces),
        ("Contact", donnees.contact),
    ]


def _modalites(donnees: DonneesProgramme) -> list[tuple[str, str]]:
    return [
        ("Méthodes mobilisées", donnees.methodes),
        ("Modalités d’évaluation", donnees.evaluation),
        ("Accessibilité aux personnes en situation de handicap", donnees.accessibilite),
    ]


def _objectifs(page: MiseEnPage, donnees: DonneesProgramme) -> None:
    page.titre("Objectifs")
    page.paragraphe("À l’issue de la formation, vous saurez\u00a0:")
    page.espace(1 * mm)
    page.puces(_objectif(objectif) for objectif in donnees.objectifs)


def _objectif(objectif: Objectif) -> list[tuple[str, Style]]:
    textes = [(objectif.enonce, TEXTE)]
    if objectif.competences:
        competences = "\u00a0; ".join(objectif.competences)
        textes.append((f"Compétences\u00a0: {competences}", DISCRET))
    if objectif.evaluation:
        textes.append((f"Évaluation\u00a0: {objectif.evaluation}", DISCRET))
    return textes


def _modules(page: MiseEnPage, donnees: DonneesProgramme) -> None:
    page.titre("Déroulé", suite=30 * mm)
    lignes = [
        (
            Cellule(((module.titre, FORT), *(((module.contenu, PETIT),) if module.contenu else ()))),
            Cellule(((francais.duree(module.minutes), TEXTE),), a_droite=True),
        )
        for module in donnees.modules
    ]
    total = (
        Cellule((("Durée totale", FORT),)),
        Cellule(((francais.duree(donnees.minutes), FORT),), a_droite=True),
    )
    page.tableau(
        Tableau(
            entetes=(Cellule((("Module", EN_TETE),)), Cellule((("Durée", EN_TETE),), a_droite=True)),
            largeurs=(LARGEUR - LARGEUR_DUREE, LARGEUR_DUREE),
            lignes=[*lignes, total],
        )
    )


def _besoins(page: MiseEnPage, donnees: DonneesProgramme) -> None:
    if not donnees.besoins:
        return
    page.titre("Pourquoi ce programme", suite=5 * TEXTE.hauteur)
    page.paragraphe(POURQUOI)
    page.espace(1 * mm)
    page.puces(_besoin(besoin) for besoin in donnees.besoins)


def _besoin(besoin: BesoinServi) -> list[tuple[str, Style]]:
    precisions = ". ".join(precision for precision in (besoin.mesure, besoin.source) if precision)
    return [(besoin.titre, FORT), *([(precisions, PETIT)] if precisions else [])]


def _adresse(page: MiseEnPage, donnees: DonneesProgramme) -> None:
    page.espace(4 * mm)
    page.reserver(3 * TEXTE.hauteur)
    page.paragraphe("Prochaines sessions et inscription\u00a0:")
    page.lien(donnees.adresse)

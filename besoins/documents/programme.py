"""The programme sheet: what a person must be able to read before enrolling, on one or two printed pages.

Its fields are those of indicator 1 of the national quality framework (annex to D6316-1-1 of the Code du travail):
prerequisites, objectives, duration, access, price, contacts, methods, evaluation, accessibility, and the public;
what European money asks to be shown (regulation 2021/1060, art. 50); then the needs the programme answers.
"""

from dataclasses import dataclass
from datetime import date

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm

from academie import francais
from academie.documents import couleurs, polices
from academie.documents.balises import EDITEUR
from academie.documents.emblemes import dessiner_embleme, largeur_embleme
from academie.documents.mise_en_page import (
    DISCRET,
    FORT,
    TEXTE,
    Cellule,
    Maison,
    MiseEnPage,
    Tableau,
    en_deux_passes,
)
from academie.documents.texte import Style, couper

MAISON = Maison(couleurs.BESOINS, couleurs.BESOINS_TEINTE)
LARGEUR, LARGEUR_DUREE, TERME, EMBLEME = 174 * mm, 24 * mm, 38 * mm, 11 * mm
# Long texts are set smaller rather than on a third page; longer ones still go on, at the last size, which prints well.
ECHELLES, PAGES = (1.0, 0.93, 0.86), 2
POURQUOI = (
    "Ce programme répond à des besoins relevés auprès des territoires. Pour chacun, la part des réponses qui "
    "l’expriment et, entre crochets, son intervalle de confiance à 95\u00a0%."
)
PROJET = "Projet. Ce document n’est pas publié\u00a0: il peut encore changer et n’engage pas l’Académie."


@dataclass(frozen=True)
class Objectif:
    """An operational objective, the competences it builds and how it is evaluated."""

    enonce: str
    competences: tuple[str, ...] = ()
    evaluation: str = ""


@dataclass(frozen=True)
class Module:
    """A part of the programme and its planned length in minutes; `modalite` says how it is taught at a distance."""

    titre: str
    minutes: int
    contenu: str = ""
    methode: str = ""
    modalite: str = ""


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
    """A version of a programme. Texts may hold several lines. When `projet`, `publie_le` is the day it was printed."""

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
    moyens: str = ""
    accompagnement: str = ""
    positionnement: tuple[str, ...] = ()
    certificat: str = ""
    financements: tuple[str, ...] = ()
    mentions_europe: tuple[str, ...] = ()
    projet: bool = False
    emetteur: str = EDITEUR
    declaration: str = ""

    @property
    def minutes(self) -> int:
        return sum(module.minutes for module in self.modules)

    @property
    def modalite(self) -> str:
        """ "En présence", "À distance", or the share of each, from the minutes."""
        distance = sum(module.minutes for module in self.modules if module.modalite)
        if not distance:
            return "En présence" if self.modules else ""
        if distance == self.minutes:
            return "À distance"
        part = francais.pourcentage(distance / self.minutes, 0)
        return f"En présence, et {part} à distance ({francais.duree(distance)})"


def programme_pdf(donnees: DonneesProgramme) -> bytes:
    """A4 portrait, at the largest size that holds on two pages. The same facts always give the same bytes."""
    echelle = next((e for e in ECHELLES if _dessiner(donnees, None, e).document.page <= PAGES), ECHELLES[-1])
    return en_deux_passes(lambda pages: _dessiner(donnees, pages, echelle))


def _dessiner(donnees: DonneesProgramme, pages: int | None, echelle: float) -> MiseEnPage:
    page = MiseEnPage(
        titre=donnees.titre,
        sujet="Programme de formation",
        taille=A4,
        jour=donnees.publie_le,
        maison=MAISON,
        pied=_pied(donnees),
        pages=pages,
        echelle=echelle,
        mention="Projet" if donnees.projet else "",
    )
    _en_tete(page, donnees)
    page.espace(3 * mm)
    page.faits(((terme, valeur) for terme, valeur in _essentiel(donnees) if valeur), TERME)
    _objectifs(page, donnees)
    _modules(page, donnees)
    page.titre("Comment cela se passe")
    page.faits(((terme, texte) for terme, texte in _modalites(donnees) if texte), TERME)
    _besoins(page, donnees)
    _adresse(page, donnees)
    return page


def _en_tete(page: MiseEnPage, donnees: DonneesProgramme) -> None:
    page.titre(donnees.titre, niveau=1, style=FORT.avec(corps=21, couleur=couleurs.BESOINS, interligne=1.2))
    jour = francais.date_sans_jour(donnees.publie_le)
    quoi = (
        f"version {donnees.version}, état du {jour}"
        if donnees.projet
        else f"version {donnees.version}, publiée le {jour}"
    )
    page.paragraphe(f"Programme de formation, {quoi}", DISCRET.avec(corps=10))
    if donnees.projet:
        page.espace(2 * mm)
        page.paragraphe(PROJET, FORT)
    _europe(page, donnees.mentions_europe)
    if donnees.resume:
        page.espace(2 * mm)
        page.paragraphe(donnees.resume, page.texte.avec(corps=page.texte.corps * 1.08))


def _europe(page: MiseEnPage, mentions: tuple[str, ...]) -> None:
    """The emblem and, beside it, what each European funding asks to be said."""
    if not mentions:
        return
    style, retrait = page.texte, largeur_embleme(EMBLEME) + 4 * mm
    lignes = [ligne for mention in mentions for ligne in couper(mention, style, page.largeur - retrait)]
    hauteur = max(EMBLEME, len(lignes) * style.hauteur)
    page.espace(2 * mm)
    page.reserver(hauteur)
    dessiner_embleme(page.document, page.gauche, page.y - EMBLEME, EMBLEME)
    with page.document.element("P"), page.document.contenu():
        haut = page.y - (hauteur - len(lignes) * style.hauteur) / 2
        page.document.lignes(page.gauche + retrait, haut, lignes, style)
    page.espace(hauteur)


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
        ("Modalité", donnees.modalite),
        ("Tarif", donnees.tarif),
        ("Financement", francais.enumeration(donnees.financements)),
        ("Accès et délais", donnees.acces),
        ("Contact", donnees.contact),
    ]


def _modalites(donnees: DonneesProgramme) -> list[tuple[str, str]]:
    return [
        ("Méthodes mobilisées", donnees.methodes),
        ("Moyens", donnees.moyens),
        ("Positionnement à l’inscription", "\n".join(donnees.positionnement)),
        ("Modalités d’évaluation", "\n".join(filter(None, (donnees.evaluation, donnees.certificat)))),
        ("Adaptation et suivi", donnees.accompagnement),
        ("Accessibilité aux personnes handicapées", donnees.accessibilite),
    ]


def _petit(page: MiseEnPage) -> Style:
    return page.texte.avec(corps=page.texte.corps * 0.87)


def _discret(page: MiseEnPage) -> Style:
    return _petit(page).avec(couleur=couleurs.DISCRET)


def _fort(page: MiseEnPage) -> Style:
    return page.texte.avec(graisse=polices.GRAS)


def _objectifs(page: MiseEnPage, donnees: DonneesProgramme) -> None:
    if not donnees.objectifs:
        return
    page.titre("Objectifs")
    page.paragraphe("À l’issue de la formation, vous saurez\u00a0:")
    page.espace(1 * mm)
    page.puces(_objectif(page, objectif) for objectif in donnees.objectifs)


def _objectif(page: MiseEnPage, objectif: Objectif) -> list[tuple[str, Style]]:
    textes = [(objectif.enonce, page.texte)]
    if objectif.competences:
        competences = "\u00a0; ".join(objectif.competences)
        textes.append((f"Compétences\u00a0: {competences}", _discret(page)))
    if objectif.evaluation:
        textes.append((f"Évaluation\u00a0: {objectif.evaluation}", _discret(page)))
    return textes


def _modules(page: MiseEnPage, donnees: DonneesProgramme) -> None:
    if not donnees.modules:
        return
    page.titre("Déroulé", suite=30 * mm)
    duree = Cellule(((francais.duree(donnees.minutes), _fort(page)),), a_droite=True)
    en_tete = _petit(page).avec(graisse=polices.GRAS)
    page.tableau(
        Tableau(
            entetes=(Cellule((("Module", en_tete),)), Cellule((("Durée", en_tete),), a_droite=True)),
            largeurs=(LARGEUR - LARGEUR_DUREE, LARGEUR_DUREE),
            lignes=[
                *(_module(page, module) for module in donnees.modules),
                (Cellule((("Durée totale", _fort(page)),)), duree),
            ],
        )
    )


def _module(page: MiseEnPage, module: Module) -> tuple[Cellule, Cellule]:
    titre = f"{module.titre} ({module.modalite})" if module.modalite else module.titre
    textes = [(titre, _fort(page)), (module.contenu, _petit(page)), (module.methode, _discret(page))]
    return (
        Cellule(tuple((texte, style) for texte, style in textes if texte)),
        Cellule(((francais.duree(module.minutes), page.texte),), a_droite=True),
    )


def _besoins(page: MiseEnPage, donnees: DonneesProgramme) -> None:
    if not donnees.besoins:
        return
    page.titre("Pourquoi ce programme", suite=5 * TEXTE.hauteur)
    page.paragraphe(POURQUOI)
    page.espace(1 * mm)
    page.puces(_besoin(page, besoin) for besoin in donnees.besoins)


def _besoin(page: MiseEnPage, besoin: BesoinServi) -> list[tuple[str, Style]]:
    precisions = ". ".join(precision for precision in (besoin.mesure, besoin.source) if precision)
    return [(besoin.titre, _fort(page)), *([(precisions, _petit(page))] if precisions else [])]


def _adresse(page: MiseEnPage, donnees: DonneesProgramme) -> None:
    if not donnees.adresse:
        return
    page.espace(2 * mm)
    page.reserver(2 * page.texte.hauteur)
    page.paragraphe("Prochaines sessions et inscription\u00a0:")
    page.lien(donnees.adresse)

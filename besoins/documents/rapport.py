"""The results of a survey, to print and to send: every figure with its n, the pages' own pictures, the method at the end.

The pictures are laid out by `besoins.statistiques` (`dessin`, `nuage`), in units of a drawing 360 units wide whose
origin is its upper left corner: here they are only drawn.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import Any

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
from academie.documents.texte import Style, largeur

MAISON = Maison(couleurs.BESOINS, couleurs.BESOINS_TEINTE)
LARGEUR = 174 * mm
ECHELLE = 0.95  # points for one unit of a drawing
EN_TETE = Style(corps=9, graisse=polices.GRAS)
LEGENDE_BARRES = (
    "La barre est la part observée, le trait son intervalle à 95\u00a0%, le losange un chiffre publié ailleurs."
)


@dataclass(frozen=True)
class Barres:
    """A drawing of `statistiques.dessin` and what it shows, for those who do not see it."""

    dessin: Any
    description: str


@dataclass(frozen=True)
class Plan:
    """A plot of `statistiques.nuage` and what it shows."""

    nuage: Any
    description: str


@dataclass(frozen=True)
class Rangees:
    """A table: column headers, rows of texts, and the share of the width of each column."""

    entetes: tuple[str, ...]
    lignes: Sequence[tuple[str, ...]]
    parts: tuple[float, ...]


@dataclass(frozen=True)
class QuestionLue:
    """A question with its figures: sentences, then facts, a picture, tables, quotes."""

    intitule: str
    effectifs: str
    phrases: Sequence[str] = ()
    citations: Sequence[str] = ()
    faits: Sequence[tuple[str, str]] = ()
    figure: Barres | Plan | None = None
    tableaux: Sequence[Rangees] = ()


@dataclass(frozen=True)
class DonneesRapport:
    """`faits` are about the survey; `avertissements` what must be read before any figure; `qui` who answered."""

    titre: str
    etabli_le: date
    faits: Sequence[tuple[str, str]]
    avertissements: Sequence[str]
    sections: Sequence[tuple[str, Sequence[QuestionLue]]]
    qui: Sequence[tuple[str, Rangees, Sequence[str]]] = ()
    methode: Sequence[tuple[str, str]] = field(default_factory=tuple)


def rapport_pdf(donnees: DonneesRapport) -> bytes:
    """A4 portrait, with bookmarks. The same figures always give the same bytes."""
    return en_deux_passes(lambda pages: _dessiner(donnees, pages))


def _dessiner(donnees: DonneesRapport, pages: int | None) -> MiseEnPage:
    page = MiseEnPage(
        titre=donnees.titre,
        sujet="Résultats d’enquête",
        taille=A4,
        jour=donnees.etabli_le,
        maison=MAISON,
        pied=f"{EDITEUR} – résultats au {francais.date_longue(donnees.etabli_le)}",
        pages=pages,
    )
    page.titre(donnees.titre, niveau=1, style=FORT.avec(corps=22, couleur=couleurs.BESOINS, interligne=1.2))
    page.espace(3 * mm)
    page.faits(donnees.faits)
    for avertissement in donnees.avertissements:
        page.paragraphe(avertissement)
        page.espace(2 * mm)
    if donnees.qui:
        _section(page, "Qui a répondu")
        for comparaison in donnees.qui:
            _comparaison(page, *comparaison)
    for titre, questions in donnees.sections:
        _section(page, titre)
        for question in questions:
            _question(page, question)
    if donnees.methode:
        _section(page, "Méthode")
        for formule in donnees.methode:
            _formule(page, *formule)
    return page


def _section(page: MiseEnPage, titre: str) -> None:
    page.titre(titre, style=FORT.avec(corps=16, couleur=couleurs.BESOINS), suite=120)
    _signet(page, titre, 0)


def _signet(page: MiseEnPage, titre: str, niveau: int) -> None:
    cle = f"s{page.document.page}-{page.y:.1f}"
    page.canvas.bookmarkPage(cle)
    page.canvas.addOutlineEntry(polices.nettoyer(titre)[:120], cle, niveau, closed=niveau == 0)


def _comparaison(page: MiseEnPage, libelle: str, rangees: Rangees, phrases: Sequence[str]) -> None:
    page.titre(libelle, niveau=3, style=FORT.avec(corps=12))
    for phrase in phrases:
        page.paragraphe(phrase, TEXTE)
    _tableau(page, rangees)


def _formule(page: MiseEnPage, titre: str, texte: str) -> None:
    page.titre(titre, niveau=3, style=FORT.avec(corps=11))
    page.paragraphe(texte, PETIT)


def _question(page: MiseEnPage, question: QuestionLue) -> None:
    page.titre(question.intitule, niveau=3, style=FORT.avec(corps=12), suite=90)
    _signet(page, question.intitule, 1)
    page.paragraphe(question.effectifs, DISCRET.avec(corps=10))
    for phrase in question.phrases:
        page.paragraphe(phrase, TEXTE)
    page.espace(2 * mm)
    if question.faits:
        page.faits(question.faits)
    match question.figure:
        case Barres(dessin, description):
            _barres(page, dessin, description)
        case Plan(nuage, description):
            _plan(page, nuage, description)
    for rangees in question.tableaux:
        _tableau(page, rangees)
    if question.citations:
        page.espace(2 * mm)
        page.puces([[(citation, TEXTE)] for citation in question.citations])


def _tableau(page: MiseEnPage, rangees: Rangees) -> None:
    page.espace(2 * mm)
    page.tableau(
        Tableau(
            tuple(Cellule(((texte, EN_TETE),)) for texte in rangees.entetes),
            tuple(part * LARGEUR for part in rangees.parts),
            [tuple(Cellule(((texte, PETIT),)) for texte in ligne) for ligne in rangees.lignes],
        )
    )
    page.espace(3 * mm)


@contextmanager
def _figure(page: MiseEnPage, hauteur: float, description: str) -> Iterator[Callable[[float, float], tuple]]:
    """A tagged picture `hauteur` units high; gives what turns units of the drawing into points of the page."""
    page.reserver(hauteur * ECHELLE + 4 * mm)
    haut, gauche = page.y, page.gauche
    with page.document.element("Figure", Alt=description), page.document.contenu():
        page.canvas.setStrokeColor(couleurs.ENCRE)
        page.canvas.setFillColor(couleurs.ENCRE)
        yield lambda x, y: (gauche + x * ECHELLE, haut - y * ECHELLE)
        page.canvas.setDash()
    page.y = haut - hauteur * ECHELLE - 3 * mm


def _barres(page: MiseEnPage, dessin, description: str) -> None:
    """Bars too many for one page go on the next ones."""
    trait = page.canvas
    premier = 0
    while premier < len(dessin.barres):
        decalage = dessin.barres[premier].mots[0][0] - 17 if dessin.barres[premier].mots else 0
        place = page.reste / ECHELLE - 30
        if place < 60:
            page.nouvelle_page()
            continue
        lot = [b for b in dessin.barres[premier:] if b.haut + 20 - decalage <= place] or dessin.barres[
            premier : premier + 1
        ]
        hauteur = lot[-1].haut + 20 - decalage + 22
        with _figure(page, hauteur, description) as point:
            _axe(page, point, dessin.graduations, hauteur)
            for barre in lot:
                _barre(page, point, barre, decalage)
        trait.setFillColor(couleurs.ENCRE)
        premier += len(lot)
    page.paragraphe(LEGENDE_BARRES, DISCRET)


def _axe(page: MiseEnPage, point, graduations, hauteur: float) -> None:
    page.canvas.setStrokeColor(couleurs.FILET)
    page.canvas.setLineWidth(0.5)
    for x, part in graduations:
        (gauche, haut), (_, bas) = point(x, 4), point(x, hauteur - 18)
        page.canvas.line(gauche, haut, gauche, bas)
        _mot(page, point(x, hauteur - 5), f"{part}\u00a0%", DISCRET.avec(corps=8), centre=part > 0)


def _barre(page: MiseEnPage, point, barre, decalage: float) -> None:
    trait = page.canvas
    for y, mots in barre.mots:
        _mot(page, point(6, y - decalage), mots, PETIT.avec(corps=10))
    x, y = point(6, barre.haut + 12 - decalage)
    axe = point(0, barre.milieu - decalage)[1]
    fin = point(356, barre.milieu + 5 - decalage)
    if barre.proportion is None:
        _mot(page, fin, "inconnu", PETIT, a_droite=True)
    else:
        trait.setFillColor(couleurs.BESOINS_TEINTE)
        trait.setStrokeColor(couleurs.BESOINS)
        trait.setLineWidth(0.6)
        trait.rect(x, y, max(barre.largeur * ECHELLE, 0.5), 12 * ECHELLE, fill=1)
        trait.setLineWidth(1.6)
        bas, haut = (point(borne, 0)[0] for borne in (barre.bas_intervalle, barre.haut_intervalle))
        trait.line(bas, axe, haut, axe)
        for borne in (bas, haut):
            trait.line(borne, axe - 5, borne, axe + 5)
        _mot(page, fin, francais.pourcentage(barre.proportion.valeur or 0), FORT.avec(corps=10), a_droite=True)
    if barre.publie is not None:
        _losange(page, point(barre.publie, 0)[0], axe)


def _losange(page: MiseEnPage, x: float, y: float) -> None:
    contour = page.canvas.beginPath()
    contour.moveTo(x - 5, y)
    for autre_x, autre_y in ((x, y + 6), (x + 5, y), (x, y - 6)):
        contour.lineTo(autre_x, autre_y)
    contour.close()
    page.canvas.setStrokeColor(couleurs.ENCRE)
    page.canvas.setLineWidth(1.2)
    page.canvas.drawPath(contour)


def _plan(page: MiseEnPage, nuage, description: str) -> None:
    trait = page.canvas
    with _figure(page, 364, description) as point:
        trait.setStrokeColor(couleurs.FILET)
        trait.setLineWidth(0.5)
        for x, y, valeur in nuage.graduations:
            trait.line(*point(x, 10), *point(x, 324))
            trait.line(*point(36, y), *point(350, y))
            _mot(page, point(x, 340), valeur, DISCRET.avec(corps=8), centre=True)
            _mot(page, point(30, y + 4), valeur, DISCRET.avec(corps=8), a_droite=True)
        trait.setStrokeColor(couleurs.DISCRET)
        trait.setDash(5, 3)
        if nuage.diagonale:
            trait.line(*point(36, 324), *point(350, 10))
        if nuage.croix:
            trait.line(*point(nuage.croix[0], 10), *point(nuage.croix[0], 324))
            trait.line(*point(36, nuage.croix[1]), *point(350, nuage.croix[1]))
        trait.setDash()
        for repere in nuage.points:
            if repere.trait:
                trait.line(*point(repere.x, repere.y), *point(repere.texte_x, repere.texte_y - 4))
            trait.setFillColor(couleurs.BESOINS)
            trait.circle(*point(repere.x, repere.y), 3.5, stroke=0, fill=1)
            _mot(page, point(repere.texte_x, repere.texte_y), str(repere.numero), FORT.avec(corps=9), centre=True)
        _mot(page, point(350, 358), "maîtrise →", PETIT, a_droite=True)
        _mot(page, point(36, 358), "↑ importance", PETIT)


def _mot(
    page: MiseEnPage,
    place: tuple[float, float],
    texte: str,
    style: Style,
    *,
    centre: bool = False,
    a_droite: bool = False,
) -> None:
    x, y = place
    retrait = largeur(texte, style) * (0.5 if centre else 1 if a_droite else 0)
    page.document.ligne(x - retrait, y, texte, style)

"""Measuring text, cutting it into lines, shrinking it until it fits."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from reportlab.lib.colors import Color

from academie.documents import couleurs, polices

ELLIPSE = "…"
LONGUEUR_RETENUE = 600


@dataclass(frozen=True)
class Style:
    """Sizes in points; the line height is a multiple of the size."""

    corps: float = 10.5
    graisse: str = polices.TEXTE
    couleur: Color = couleurs.ENCRE
    interligne: float = 1.35

    @property
    def hauteur(self) -> float:
        return self.corps * self.interligne

    def avec(self, **changements) -> "Style":
        return replace(self, **changements)


def largeur(texte: str, style: Style) -> float:
    """Width in points of a text on one line."""
    return _mesurer(polices.nettoyer(texte), style)


def couper(texte: str, style: Style, place: float) -> list[str]:
    """The lines of a text in `place` points. A word too long for a line is cut; nothing is ever lost."""
    lignes: list[str] = []
    for paragraphe in texte.splitlines() or [""]:
        decoupe = _deja_coupe if len(paragraphe) <= LONGUEUR_RETENUE else _couper_paragraphe
        lignes += decoupe(polices.nettoyer(paragraphe), style.corps, style.graisse, place)
    return lignes


def ajuster(texte: str, style: Style, place: float, lignes: int, corps_minimal: float) -> tuple[Style, list[str]]:
    """Shrinks a text by half points until it holds in so many lines; at the minimal size, ends with an ellipsis."""
    while len(resultat := couper(texte, style, place)) > lignes and style.corps > corps_minimal:
        style = style.avec(corps=max(style.corps - 0.5, corps_minimal))
    return style, abreger(resultat, lignes, style, place)


def abreger(resultat: list[str], lignes: int, style: Style, place: float) -> list[str]:
    """At most so many lines, the last one ending with an ellipsis when something was left out."""
    if len(resultat) <= lignes:
        return resultat
    derniere = resultat[lignes - 1]
    while derniere and largeur(derniere + ELLIPSE, style) > place:
        derniere = derniere[:-1]
    return [*resultat[: lignes - 1], derniere.rstrip() + ELLIPSE]


def _mesurer(propre: str, style: Style) -> float:
    return _largeur_unitaire(propre, style.graisse) * style.corps


@lru_cache(maxsize=8192)
def _largeur_unitaire(propre: str, graisse: str) -> float:
    return sum(passage.largeur(1) for passage in polices.passages(propre, graisse))


@lru_cache(maxsize=2048)
def _deja_coupe(texte: str, corps: float, graisse: str, place: float) -> tuple[str, ...]:
    """What documents say again and again is cut once."""
    return tuple(_couper_paragraphe(texte, corps, graisse, place))


def _couper_paragraphe(texte: str, corps: float, graisse: str, place: float) -> Iterator[str]:
    """Widths are counted for a size of one: only the room depends on the size."""
    place /= corps
    espace = _largeur_unitaire(" ", graisse)
    ligne, occupe = "", 0.0
    for mot in _mots(texte, graisse, place):
        besoin = _largeur_unitaire(mot, graisse)
        if ligne and occupe + espace + besoin > place:
            yield ligne
            ligne, occupe = mot, besoin
        elif ligne:
            ligne, occupe = f"{ligne} {mot}", occupe + espace + besoin
        else:
            ligne, occupe = mot, besoin
    yield ligne


def _mots(texte: str, graisse: str, place: float) -> Iterator[str]:
    for mot in re.split(" +", texte.strip(" ")):
        while len(mot) > 1 and _largeur_unitaire(mot, graisse) > place:
            fin = _caracteres_qui_tiennent(mot, graisse, place)
            yield mot[:fin]
            mot = mot[fin:]
        yield mot


def _caracteres_qui_tiennent(mot: str, graisse: str, place: float) -> int:
    debut, fin = 1, len(mot)
    while debut < fin:
        milieu = (debut + fin + 1) // 2
        debut, fin = (milieu, fin) if _largeur_unitaire(mot[:milieu], graisse) <= place else (debut, milieu - 1)
    return debut

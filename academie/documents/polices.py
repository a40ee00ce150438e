"""Embedded fonts, and which of them can draw each part of a text.

Source Sans Pro draws what it can, FiraGO (Arabic, Hebrew, Thai, Georgian…) most of the rest. What neither draws
faithfully is drawn as an empty box, never dropped and never drawn wrong.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from itertools import groupby
from pathlib import Path

import font_source_sans_pro
from arabic_reshaper import ArabicReshaper
from bidi import get_display
from pymupdf_fonts import fontbuffers
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

TEXTE = "texte"
GRAS = "gras"
FICHIERS = {TEXTE: "SourceSansPro-Regular.ttf", GRAS: "SourceSansPro-Semibold.ttf"}
SECOURS = {TEXTE: "figo", GRAS: "figbo"}
LARGEUR_CASE = 0.62
# From Devanagari to Myanmar, letters are reordered, joined or stacked: drawn one by one they would be wrong.
A_COMPOSER = range(0x0900, 0x10A0)
LIAISONS = "\u200c\u200d"

_mise_en_forme = ArabicReshaper({"delete_harakat": False, "use_unshaped_instead_of_isolated": True})


@dataclass(frozen=True)
class Passage:
    """Consecutive characters in their visual order, drawn with one font; without a font, drawn as boxes."""

    texte: str
    police: str | None

    def largeur(self, corps: float) -> float:
        if self.police is None:
            return len(self.texte) * LARGEUR_CASE * corps
        return pdfmetrics.stringWidth(self.texte, self.police, corps)


@cache
def police(graisse: str) -> TTFont:
    """The main font of a weight, parsed and registered once per process."""
    fichier = Path(font_source_sans_pro.font_directory) / FICHIERS[graisse]
    return _enregistrer(_Police(graisse, str(fichier), asciiReadable=False))


@cache
def police_de_secours(graisse: str) -> TTFont:
    contenu = BytesIO(fontbuffers[SECOURS[graisse]]())
    return _enregistrer(_Police(f"{graisse}-secours", contenu, asciiReadable=False))


def nettoyer(texte: str) -> str:
    """Composed characters, blanks as spaces, and no invisible control that could turn or hide what is printed."""
    if _couverture(TEXTE).issuperset(texte):
        return texte
    texte = unicodedata.normalize("NFC", texte)
    texte = "".join(" " if c in "\t\n\r\v\f\u2028\u2029" else c for c in texte)
    return "".join(c for c in texte if not _est_invisible(c))


def passages(texte: str, graisse: str) -> list[Passage]:
    """A cleaned text in its visual order, cut where the font changes."""
    if _couverture(graisse).issuperset(texte):
        return [Passage(texte, police(graisse).fontName)]
    choix = ((grappe, _police_pour(grappe, graisse)) for grappe in _grappes(visuel(texte)))
    return [
        Passage("".join(grappe[0] if nom is None else grappe for grappe, _ in groupe), nom)
        for nom, groupe in groupby(choix, key=lambda paire: paire[1])
    ]


def visuel(texte: str) -> str:
    """The order in which glyphs are drawn from left to right (Unicode bidirectional algorithm, UAX #9)."""
    if any(unicodedata.bidirectional(c) in {"R", "AL"} for c in texte):
        texte = str(get_display(_mise_en_forme.reshape(texte), base_dir="L"))
    return "".join(c for c in texte if c not in LIAISONS)


class _Police(TTFont):
    """reportlab maps the unused codes of a subset to U+0000, which PDF/UA forbids; U+FFFD says the same lawfully."""

    def addObjects(self, doc) -> None:  # noqa: N802, the name reportlab calls
        super().addObjects(doc)
        for nom, objet in doc.idToObject.items():
            if nom.startswith("toUnicodeCMap:"):
                objet.content = objet.content.replace("> <0000>", "> <FFFD>")


def _enregistrer(fonte: TTFont) -> TTFont:
    pdfmetrics.registerFont(fonte)
    return fonte


@cache
def _couverture(graisse: str) -> frozenset[str]:
    """What the main font draws well: visible characters, spaces, not the loose accents that it would misplace."""
    caracteres = (chr(code) for code in police(graisse).face.charToGlyph)
    return frozenset(c for c in caracteres if unicodedata.category(c)[0] in "LNPS" or c in " \u00a0\u202f")


@cache
def _couverture_de_secours(graisse: str) -> frozenset[str]:
    return frozenset(chr(c) for c in police_de_secours(graisse).face.charToGlyph if c not in A_COMPOSER)


def _police_pour(grappe: str, graisse: str) -> str | None:
    if _couverture(graisse).issuperset(grappe):
        return str(police(graisse).fontName)
    if _couverture_de_secours(graisse).issuperset(grappe):
        return str(police_de_secours(graisse).fontName)
    return None


def _grappes(texte: str) -> Iterator[str]:
    """Letters with the marks that sit on them, so that both come from the same font."""
    grappe = ""
    for caractere in texte:
        if grappe and not unicodedata.category(caractere).startswith("M"):
            yield grappe
            grappe = ""
        grappe += caractere
    if grappe:
        yield grappe


def _est_invisible(caractere: str) -> bool:
    """Control, format and variation characters, but for the two that join or part Arabic letters."""
    if caractere in LIAISONS:
        return False
    return unicodedata.category(caractere) in {"Cc", "Cf", "Cs"} or unicodedata.name(caractere, "").startswith(
        "VARIATION SELECTOR"
    )

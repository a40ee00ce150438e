"""Embedded fonts, and which of them can draw each part of a text.

Source Sans Pro draws what it can, FiraGO (Arabic, Hebrew, Thai, Georgian…) most of the rest. What neither draws
faithfully is drawn as an empty box, never dropped and never drawn wrong.

The letters of French are always embedded together: the same bytes in every document, made once per process. Others are
embedded when a document needs them.
"""

import codecs
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from io import BytesIO
from itertools import groupby
from pathlib import Path

import font_source_sans_pro
from arabic_reshaper import ArabicReshaper
from bidi import get_display
from pymupdf_fonts import fontbuffers
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.pdfdoc import PDFDocument
from reportlab.pdfbase.ttfonts import FF_NONSYMBOLIC, FF_SYMBOLIC, SUBSETN, TTFont, makeToUnicodeCMap

from academie.documents.objets import Brut, flux, numero

TEXTE = "texte"
GRAS = "gras"
FICHIERS = {TEXTE: "SourceSansPro-Regular.ttf", GRAS: "SourceSansPro-Semibold.ttf"}
SECOURS = {TEXTE: "figo", GRAS: "figbo"}
LARGEUR_CASE = 0.62
# From Devanagari to Myanmar, letters are reordered, joined or stacked: drawn one by one they would be wrong.
A_COMPOSER = range(0x0900, 0x10A0)
LIAISONS = "\u200c\u200d"
LETTRES = (
    " !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~"
    "ÀÂÄÆÇÈÉÊËÎÏÔÖÙÛÜŒŸàâäæçèéêëîïôöùûüÿœ«»‘’“”–—…•·°²³×−€№"
)
ESPACE, INSECABLE = 32, "\u00a0"

_mise_en_forme = ArabicReshaper({"delete_harakat": False, "use_unshaped_instead_of_isolated": True})


@dataclass(frozen=True)
class Passage:
    """Consecutive characters in their visual order, drawn with one font; without a font, drawn as boxes."""

    texte: str
    police: str | None

    def largeur(self, corps: float) -> float:
        if self.police is None:
            return len(self.texte) * LARGEUR_CASE * corps
        return fonte(self.police).largeur(self.texte) * corps


def fonte(nom: str) -> "_Police":
    """A font by the name that a `Passage` gives."""
    return pdfmetrics.getFont(nom)


@cache
def police(graisse: str) -> "_Police":
    """The main font of a weight, parsed and registered once per process."""
    fichier = Path(font_source_sans_pro.font_directory) / FICHIERS[graisse]
    return _enregistrer(_Police(graisse, str(fichier)))


@cache
def police_de_secours(graisse: str) -> "_Police":
    contenu = BytesIO(fontbuffers[SECOURS[graisse]]())
    return _enregistrer(_Police(f"{graisse}-secours", contenu))


def nettoyer(texte: str) -> str:
    """Composed characters, blanks as spaces, and no invisible control that could turn or hide what is printed."""
    if _couverture(TEXTE).issuperset(texte):
        return texte
    texte = unicodedata.normalize("NFC", texte)
    texte = "".join(" " if c in "\t\n\r\v\f\u2028\u2029" else c for c in texte)
    return "".join(c for c in texte if not _est_invisible(c))


@lru_cache(maxsize=4096)
def passages(texte: str, graisse: str) -> list[Passage]:
    """A cleaned text in its visual order, cut where the font changes. Not to be modified: kept for the next time."""
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
    """A font whose first subset is always the same letters, at the same codes; reportlab fills the next ones as needed."""

    def __init__(self, nom: str, fichier: str | BytesIO) -> None:
        super().__init__(nom, fichier, asciiReadable=False)
        self.lettres = [0, *(ord(c) for c in LETTRES if ord(c) in self.face.charToGlyph and c != " ")]
        self.lettres[ESPACE:ESPACE] = [ESPACE]
        decodage = "".join(map(chr, self.lettres)).ljust(256, "\ufffe")
        self.codage = codecs.charmap_build(decodage)
        self.largeurs = {chr(code): self.face.getCharWidth(code) / 1000 for code in self.lettres[1:]}
        self.largeurs |= {INSECABLE: self.largeurs[" "]}

    def coder(self, texte: str, doc: PDFDocument) -> list[tuple[int, bytes]]:
        """The codes that draw a text, by subset."""
        try:
            codes = codecs.charmap_encode(texte.replace(INSECABLE, " "), "strict", self.codage)[0]
        except UnicodeEncodeError:
            self._etat(doc)
            return self.splitString(texte, doc)
        return [(0, codes)]

    def largeur(self, texte: str) -> float:
        """In units of the size."""
        try:
            return sum(map(self.largeurs.__getitem__, texte))
        except KeyError:
            return self.stringWidth(texte, 1)

    def nom_interne(self, rang: int, doc: PDFDocument) -> str:
        self._etat(doc)
        return self.getSubsetInternalName(rang, doc)

    def addObjects(self, doc: PDFDocument) -> None:  # noqa: N802, the name reportlab calls
        polices = doc.idToObject["BasicFonts"].dict
        for rang, caracteres in enumerate(self.state[doc].subsets):
            nom = self.getSubsetInternalName(rang, doc)[1:]
            polices[nom] = self._objet(doc, nom, SUBSETN(rang), tuple(caracteres))
        del self.state[doc]

    def _etat(self, doc: PDFDocument) -> None:
        if doc not in self.state:
            etat = self.state[doc] = TTFont.State(asciiReadable=False)
            etat.assignments = {code: rang for rang, code in enumerate(self.lettres)}
            etat.subsets, etat.nextCode = [self.lettres], 256

    def _objet(self, doc: PDFDocument, nom: str, marque: bytes, caracteres: tuple[int, ...]) -> Brut:
        base, fichier, descripteur, unicode, largeurs = _sous_ensemble(self, marque, caracteres)
        fichier_ = numero(doc, f"{nom}Fichier", Brut(fichier))
        descripteur_ = numero(doc, f"{nom}Descripteur", Brut(descripteur % fichier_))
        unicode_ = numero(doc, f"{nom}Unicode", Brut(unicode))
        police = Brut(
            b"<< /Type /Font /Subtype /TrueType /BaseFont /%s /FirstChar 0 /LastChar %d /Widths [%s] "
            b"/ToUnicode %d 0 R /FontDescriptor %d 0 R >>"
            % (base, len(caracteres) - 1, largeurs, unicode_, descripteur_)
        )
        numero(doc, nom, police)
        return police


@lru_cache(maxsize=64)
def _sous_ensemble(
    fonte: _Police, marque: bytes, caracteres: tuple[int, ...]
) -> tuple[bytes, bytes, bytes, bytes, bytes]:
    """What is long to make of a subset: name, file, descriptor (with a place for the file's number), Unicode, widths."""
    face = fonte.face
    base = marque + b"+" + face.name + face.subfontNameX
    octets = face.makeSubset(list(caracteres))
    drapeaux = face.flags & ~FF_NONSYMBOLIC | FF_SYMBOLIC
    descripteur = (
        b"<< /Type /FontDescriptor /FontName /%s /Flags %d /Ascent %d /Descent %d /CapHeight %d /ItalicAngle %d /StemV %d "
        b"/MissingWidth %d /FontBBox [%s] /FontFile2 %%d 0 R >>"
        % (
            base,
            drapeaux,
            *map(round, (face.ascent, face.descent, face.capHeight, face.italicAngle, face.stemV, face.defaultWidth)),
            b" ".join(b"%d" % round(cote) for cote in face.bbox),
        )
    )
    # reportlab maps unused codes to U+0000, which PDF/UA and PDF/A forbid; U+FFFD says the same lawfully.
    unicode = makeToUnicodeCMap(base.decode(), list(caracteres)).replace("> <0000>", "> <FFFD>")
    largeurs = b" ".join(b"%d" % round(face.getCharWidth(code)) for code in caracteres)
    return base, flux(octets, b"/Length1 %d " % len(octets)), descripteur, flux(unicode.encode()), largeurs


def _enregistrer(fonte: _Police) -> _Police:
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

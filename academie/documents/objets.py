"""Ready-made pieces of a PDF file: bytes that are the same in every document are made once per process."""

import zlib
from functools import cache

from PIL import ImageCms
from reportlab.pdfbase.pdfdoc import PDFDocument, PDFObject

ENTETE_PROFIL = 128
VERSION, DATE = slice(8, 12), slice(24, 36)


class Brut(PDFObject):
    """An object whose bytes are known. What follows another object's number is given by `numero`."""

    __RefOnly__ = 1

    def __init__(self, octets: bytes = b"") -> None:
        self.octets = octets

    def format(self, document: PDFDocument) -> bytes:
        return self.octets


def numero(doc: PDFDocument, nom: str, objet: PDFObject) -> int:
    """Adds an object to the file under `nom`, once; returns its number."""
    if nom not in doc.idToObjectNumberAndVersion:
        doc.Reference(objet, nom)
    return doc.idToObjectNumberAndVersion[nom][0]


def flux(contenu: bytes, dictionnaire: bytes = b"") -> bytes:
    """A compressed stream; its end starts a line, as ISO 19005-2 (6.1.7.1) wants."""
    serre = zlib.compress(contenu, 6)
    return flux_brut(serre, b"/Filter /FlateDecode " + dictionnaire)


def flux_brut(contenu: bytes, dictionnaire: bytes) -> bytes:
    # Two characters end the line: with one, a content whose last byte is a carriage return would look one byte shorter.
    return b"<< /Length %d %s>>\nstream\n%s\r\nendstream\n" % (len(contenu), dictionnaire, contenu)


@cache
def profil_srgb() -> bytes:
    """The colour space of every document: sRGB as LittleCMS makes it, without the day, in the version that PDF 1.7 knows."""
    profil = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    profil[VERSION] = bytes((4, 0x20, 0, 0))
    profil[DATE] = b"".join(nombre.to_bytes(2) for nombre in (2026, 1, 1, 0, 0, 0))
    return flux(bytes(profil), b"/N 3 ")

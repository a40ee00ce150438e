"""A credential put into a picture, and read back from one (Open Badges 3.0, section 5.3)."""

import json
import struct
import zlib
from xml.etree import ElementTree

MOT = "openbadgecredential"
_ESPACE = "https://purl.imsglobal.org/ob/v3p0"
_SIGNATURE_PNG = b"\x89PNG\r\n\x1a\n"
_TEXTE_MAXIMUM = 500_000


class ImageSansBadge(Exception):
    """A picture that carries no credential, or is broken."""


def est_png(octets: bytes) -> bool:
    return octets.startswith(_SIGNATURE_PNG)


def dans_png(image: bytes, texte: str) -> bytes:
    """Return the PNG with `texte` in a chunk of its own, just before its end."""
    contenu = MOT.encode() + b"\0\0\0\0\0" + texte.encode()
    morceau = struct.pack(">I", len(contenu)) + b"iTXt" + contenu
    morceau += struct.pack(">I", zlib.crc32(morceau[4:]))
    fin = image.rindex(b"\0\0\0\0IEND")
    return image[:fin] + morceau + image[fin:]


def lire_png(octets: bytes) -> str:
    """Raises ImageSansBadge."""
    position = len(_SIGNATURE_PNG)
    while position + 8 <= len(octets):
        longueur, nature = struct.unpack(">I4s", octets[position : position + 8])
        if nature == b"iTXt" and (texte := _itxt(octets[position + 8 : position + 8 + longueur])) is not None:
            return texte
        position += longueur + 12
    raise ImageSansBadge


def _itxt(contenu: bytes) -> str | None:
    mot, _zero, suite = contenu.partition(b"\0")
    if mot.decode("latin-1") != MOT:
        return None
    try:
        compresse, (_langue, _mot, texte) = suite[0], suite[2:].split(b"\0", 2)
        if compresse:
            texte = zlib.decompressobj().decompress(texte, _TEXTE_MAXIMUM)
        return texte.decode()
    except (ValueError, IndexError, zlib.error) as erreur:
        raise ImageSansBadge from erreur


def dans_svg(svg: str, jeton: str) -> str:
    """Return the SVG with a compact JWS in the element that Open Badges reads, first."""
    element = f'<openbadges:credential xmlns:openbadges="{_ESPACE}" verify="{jeton}"/>'
    debut = svg.index(">", svg.index("<svg")) + 1
    return svg[:debut] + element + svg[debut:]


def lire_svg(octets: bytes) -> str:
    """Return the JWS or the JSON that an SVG carries.

    Raises:
        ImageSansBadge: none, or the XML is broken.
    """
    try:
        element = ElementTree.fromstring(octets).find(f".//{{{_ESPACE}}}credential")
    except (ElementTree.ParseError, ValueError, LookupError) as erreur:
        raise ImageSansBadge from erreur
    if element is None:
        raise ImageSansBadge
    return element.get("verify") or (element.text or "").strip()


def lire(octets: bytes) -> str | dict:
    """Return what a file carries, whichever its kind: a compact JWS as text, or a credential as an object.

    Raises:
        ImageSansBadge: nothing of the kind.
    """
    if est_png(octets):
        texte = lire_png(octets)
    elif octets.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<"):
        texte = lire_svg(octets)
    else:
        try:
            texte = octets.decode("utf-8-sig").strip()
        except UnicodeDecodeError as erreur:
            raise ImageSansBadge from erreur
    if not texte.startswith("{"):
        return texte
    try:
        return json.loads(texte)
    except (ValueError, RecursionError) as erreur:
        raise ImageSansBadge from erreur

"""A feed, RSS or Atom, as plain text: nothing of it is ever shown as HTML."""

import html
import re
from calendar import timegm
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from io import BytesIO
from xml.sax import SAXException

from django.utils.translation import gettext as _

from besoins.tasks.telechargement import Inaccessible

ELEMENTS = 200
LONGUEUR = 20_000  # characters of markup read per item
BALISE = re.compile(r"<[^<>]*>")
INVISIBLES = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


@dataclass(frozen=True)
class Element:
    """One item. `publie_le` is None when the feed does not say."""

    guid: str
    titre: str
    url: str
    resume: str
    publie_le: datetime | None


def lire_flux(contenu: bytes, *, type_mime: str = "", url: str = "") -> list[Element]:
    """The items of a feed, as it orders them, ELEMENTS at most.

    Raises:
        Inaccessible: this is not a feed, or not one that can be read safely.
    """
    if b"<!ENTITY" in contenu.replace(b"\0", b""):
        # Entities that call one another fill the memory (the "billion laughs"); no feed needs any.
        raise Inaccessible(_("ce flux définit des entités, ce que l'Académie refuse par prudence"))
    import feedparser  # slow to load, and only the worker needs it

    entetes = {"content-type": type_mime or "application/xml", "content-location": url}
    try:
        flux = feedparser.parse(BytesIO(contenu), response_headers=entetes)
    except Exception as erreur:  # hostile bytes break the parser in ways of its own
        raise Inaccessible(_("ce flux est mal écrit et rien ne s'y lit")) from erreur
    if not flux.get("version"):
        raise Inaccessible(_("cette adresse ne donne pas un flux RSS ou Atom"))
    if flux.bozo and not flux.entries and isinstance(flux.bozo_exception, SAXException):
        raise Inaccessible(_("ce flux est mal écrit et rien ne s'y lit"))
    return [_element(entree) for entree in flux.entries[:ELEMENTS]]


def _element(entree) -> Element:
    resume = texte_seul(entree.get("summary") or next((c.value for c in entree.get("content", [])), ""))
    titre = texte_seul(entree.get("title", "")) or resume or _("(sans titre)")
    adresse = entree.get("link", "")
    url = adresse if re.match(r"https?://", adresse) and len(adresse) <= 500 else ""
    guid = entree.get("id") or adresse or f"{titre} {entree.get('published', '')}"
    if len(guid) > 500 or INVISIBLES.search(guid):
        guid = sha256(guid.encode(errors="replace")).hexdigest()
    return Element(guid, titre[:300], INVISIBLES.sub("", url), resume[:2_000], _moment(entree))


def texte_seul(balisage: str) -> str:
    """What a reader sees of some markup, on one line."""
    return " ".join(INVISIBLES.sub("", html.unescape(BALISE.sub(" ", balisage[:LONGUEUR]))).split())


def _moment(entree) -> datetime | None:
    # Asked for one by one: the parser warns when it answers one for the other.
    instant = next((entree[nom] for nom in ("published_parsed", "updated_parsed") if nom in entree), None)
    try:
        return datetime.fromtimestamp(timegm(instant), UTC) if instant else None
    except (OverflowError, ValueError, OSError):
        return None

"""A feed: a header, the zones it uses, and the events already made, joined."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from icalendar import Calendar, vDuration

from sessions.agendas.fuseaux import PARIS, vtimezone
from sessions.agendas.texte import adresse_sure, ligne_sure, texte_sur

PRODID = "-//OTeN//OTeN Académie//FR"
FIN = b"END:VCALENDAR\r\n"
_DEBUT = re.compile(rb"\nDTSTART;TZID=([^:]+):")


@dataclass(frozen=True, slots=True, kw_only=True)
class EnteteCalendrier:
    """What calendars show of a feed. `source` is the feed's own address, `url` its page.

    No UID of its own (RFC 7986, 5.3): vdirsyncer takes it for that of each event, and keeps one event.

    `couleur` is a CSS3 colour name; `rafraichissement` the shortest useful delay between two
    fetches (a hint: Google ignores it).
    """

    nom: str
    description: str = ""
    url: str = ""
    source: str = ""
    couleur: str = ""
    modifie_le: datetime | None = None
    rafraichissement: timedelta = timedelta(hours=1)


def fuseaux_de(fragments: bytes) -> set[str]:
    """The zones in which these VEVENTs are written. No text holds such a line: what people type is escaped or folded."""
    return {nom.decode() for nom in set(_DEBUT.findall(fragments))}


def calendrier_ics(
    entete: EnteteCalendrier, fragments: Iterable[bytes] = (), fuseaux: Collection[str] = (PARIS,)
) -> bytes:
    """The whole calendar: `fragments` are VEVENTs made by `evenement_ics`, each with its own UID, in `fuseaux`.

    There is no METHOD: a subscription is not an invitation (RFC 5545 3.7.2).
    """
    return b"".join((_ouverture(entete, fuseaux), *fragments, FIN))


def etag(contenu: bytes) -> str:
    """Strong ETag of these bytes, quotes included (RFC 9110, 8.8.3)."""
    return f'"{sha256(contenu).hexdigest()[:32]}"'


def _ouverture(entete: EnteteCalendrier, fuseaux: Collection[str]) -> bytes:
    calendrier = Calendar()
    calendrier.add("prodid", PRODID)
    calendrier.add("version", "2.0")
    calendrier.add("calscale", "GREGORIAN")
    nom, description = ligne_sure(entete.nom), texte_sur(entete.description)
    duree = vDuration(entete.rafraichissement)
    duree.params["VALUE"] = "DURATION"
    proprietes = {
        "name": nom,
        "x-wr-calname": nom,
        "description": description,
        "x-wr-caldesc": description,
        "url": adresse_sure(entete.url),
        "color": ligne_sure(entete.couleur),
        "last-modified": entete.modifie_le and entete.modifie_le.astimezone(UTC),
        "refresh-interval": duree,
        "x-published-ttl": vDuration(entete.rafraichissement),
    }
    for propriete, valeur in proprietes.items():
        if valeur:
            calendrier.add(propriete, valeur)
    if source := adresse_sure(entete.source):
        calendrier.add("source", source, parameters={"VALUE": "URI"})
    for nom in sorted({PARIS, *fuseaux}):
        calendrier.add_component(vtimezone(nom))
    return calendrier.to_ical().removesuffix(FIN)

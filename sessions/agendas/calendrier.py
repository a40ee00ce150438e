"""A feed: a header, the zone of Paris, and the events already made, joined."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from hashlib import sha256

from icalendar import Calendar, Timezone, TimezoneDaylight, TimezoneStandard, vDuration

from sessions.agendas.texte import adresse_sure, ligne_sure, texte_sur

PRODID = "-//OTeN//OTeN Académie//FR"
FIN = b"END:VCALENDAR\r\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class EnteteCalendrier:
    """What calendars show of a feed. `source` is the feed's own address, `url` its page.

    `couleur` is a CSS3 colour name; `rafraichissement` the shortest useful delay between two
    fetches (a hint: Google ignores it).
    """

    nom: str
    description: str = ""
    uid: str = ""
    url: str = ""
    source: str = ""
    couleur: str = ""
    modifie_le: datetime | None = None
    rafraichissement: timedelta = timedelta(hours=1)


def calendrier_ics(entete: EnteteCalendrier, fragments: Iterable[bytes] = ()) -> bytes:
    """The whole calendar: `fragments` are VEVENTs made by `evenement_ics`, each with its own UID.

    There is no METHOD: a subscription is not an invitation (RFC 5545 3.7.2).
    """
    return b"".join((_ouverture(entete), *fragments, FIN))


def etag(contenu: bytes) -> str:
    """Strong ETag of these bytes, quotes included (RFC 9110, 8.8.3)."""
    return f'"{sha256(contenu).hexdigest()[:32]}"'


def _ouverture(entete: EnteteCalendrier) -> bytes:
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
        "uid": ligne_sure(entete.uid),
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
    calendrier.add_component(fuseau_de_paris())
    return calendrier.to_ical().removesuffix(FIN)


@cache
def fuseau_de_paris() -> Timezone:
    """VTIMEZONE by rules since 1996: Outlook shifts events without it and misreads RDATE."""
    heure, deux_heures = timedelta(hours=1), timedelta(hours=2)
    hiver = TimezoneStandard()
    hiver.add("dtstart", datetime(1996, 10, 27, 3))  # noqa: DTZ001 - local by definition
    hiver.add("rrule", {"freq": "yearly", "bymonth": 10, "byday": "-1su"})
    hiver.add("tzoffsetfrom", deux_heures)
    hiver.add("tzoffsetto", heure)
    hiver.add("tzname", "CET")
    ete = TimezoneDaylight()
    ete.add("dtstart", datetime(1996, 3, 31, 2))  # noqa: DTZ001 - local by definition
    ete.add("rrule", {"freq": "yearly", "bymonth": 3, "byday": "-1su"})
    ete.add("tzoffsetfrom", heure)
    ete.add("tzoffsetto", deux_heures)
    ete.add("tzname", "CEST")
    fuseau = Timezone()
    fuseau.add("tzid", "Europe/Paris")
    fuseau.add_component(ete)
    fuseau.add_component(hiver)
    return fuseau

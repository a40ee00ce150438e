"""What is to be done by a day: an event of the whole day, which leaves the person free (RFC 5545, 3.6.1 and 3.8.2.7)."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid5

from icalendar import Event

from sessions.agendas.texte import adresse_sure, ligne_sure, texte_sur

ESPACE = UUID("5b0a3e0c-6f0b-5b43-9d6c-6d7f2f1c8a51")


def uid_de(*nom: object) -> str:
    """The same identifier for life for what the same words name."""
    return str(uuid5(ESPACE, ":".join(map(str, nom))))


@dataclass(frozen=True, slots=True, kw_only=True)
class Echeance:
    """A day by which something is to be done. `modifie_le`, with a time zone, is the last change of what it says."""

    uid: str
    jour: date
    modifie_le: datetime
    titre: str
    sequence: int = 0
    description: str = ""
    url: str = ""


def echeance_ics(echeance: Echeance) -> bytes:
    """The VEVENT of `echeance`, from BEGIN to END, CRLF included: the same bytes for the same values."""
    modifie = echeance.modifie_le.astimezone(UTC)
    vevent = Event()
    vevent.add("uid", echeance.uid)
    vevent.add("dtstamp", modifie)
    vevent.add("last-modified", modifie)
    vevent.add("sequence", echeance.sequence)
    vevent.add("dtstart", echeance.jour)
    vevent.add("dtend", echeance.jour + timedelta(days=1))
    vevent.add("status", "CONFIRMED")
    vevent.add("transp", "TRANSPARENT")
    vevent.add("summary", ligne_sure(echeance.titre))
    if description := texte_sur(echeance.description):
        vevent.add("description", description)
    if url := adresse_sure(echeance.url):
        vevent.add("url", url)
    return vevent.to_ical()

"""One half-day sent to one person, to accept into a calendar or to take out of it (iTIP, RFC 5546).

One file for each half-day: all the components of such a file must have the same UID (RFC 5546, 3.2.2).
"""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import Enum
from functools import cache, lru_cache

from icalendar import Calendar, Event, vCalAddress

from sessions.agendas.calendrier import FIN, PRODID
from sessions.agendas.evenement import Evenement, Statut, vevent_de
from sessions.agendas.fuseaux import vtimezone
from sessions.agendas.texte import ligne_sure

DEBUT = b"BEGIN:VEVENT\r\n"


class Methode(Enum):
    DEMANDE = "REQUEST"
    ANNULATION = "CANCEL"


@dataclass(frozen=True, slots=True)
class Correspondant:
    """Whom a calendar names: always with an address."""

    nom: str
    adresse: str

    def __post_init__(self) -> None:
        if "@" not in self.adresse:
            raise ValueError("une personne invitée a une adresse")


def invitation_ics(
    evenement: Evenement,
    *,
    methode: Methode,
    organisateur: Correspondant,
    participant: Correspondant,
    revision: int,
    emise_le: datetime,
) -> bytes:
    """The half-day for this person alone: nobody reads the names of the others.

    Args:
        revision: rises each time this person is told something new of this half-day; calendars keep the highest.
        emise_le: the moment of this message, its DTSTAMP (RFC 5545, 3.8.7.2).
    """
    statut = Statut.ANNULE if methode is Methode.ANNULATION else Statut.CONFIRME
    commun = _commun(replace(evenement, statut=statut), evenement.fuseau, organisateur)
    propre = Event()
    propre.add("dtstamp", emise_le.astimezone(UTC))
    propre.add("sequence", revision)
    propre.add("attendee", _personne(participant, ROLE="REQ-PARTICIPANT", PARTSTAT="NEEDS-ACTION", RSVP="FALSE"))
    return b"".join((_ouverture(methode, evenement.fuseau), commun, propre.to_ical().removeprefix(DEBUT), FIN))


@lru_cache(maxsize=500)
def _commun(evenement: Evenement, fuseau: str, organisateur: Correspondant) -> bytes:
    """What everybody is told of this half-day. The zone counts: a moment equals the same one of another zone."""
    vevent = vevent_de(evenement)
    del vevent["dtstamp"], vevent["sequence"]
    vevent.add("organizer", _personne(organisateur))
    return vevent.to_ical().removesuffix(b"END:VEVENT\r\n")


@cache
def _ouverture(methode: Methode, fuseau: str) -> bytes:
    """What comes before the half-day: the same for all of one zone."""
    calendrier = Calendar()
    calendrier.add("prodid", PRODID)
    calendrier.add("version", "2.0")
    calendrier.add("calscale", "GREGORIAN")
    calendrier.add("method", methode.value)
    calendrier.add_component(vtimezone(fuseau))
    return calendrier.to_ical().removesuffix(FIN)


def _personne(correspondant: Correspondant, **parametres: str) -> vCalAddress:
    personne = vCalAddress(f"mailto:{ligne_sure(correspondant.adresse)}")
    # A quote would end the parameter (RFC 5545, 3.1).
    for nom, valeur in {"CN": ligne_sure(correspondant.nom).replace('"', "'"), **parametres}.items():
        personne.params[nom] = valeur
    return personne

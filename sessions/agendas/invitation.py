"""One half-day sent to one person, to accept into a calendar or to take out of it (iTIP, RFC 5546).

One file for each half-day: all the components of such a file must have the same UID (RFC 5546, 3.2.2).
"""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import Enum
from functools import cache

from icalendar import Calendar, vCalAddress

from sessions.agendas.calendrier import FIN, PRODID
from sessions.agendas.evenement import Evenement, Statut, vevent_de
from sessions.agendas.fuseaux import vtimezone
from sessions.agendas.texte import ligne_sure


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
    annulee = methode is Methode.ANNULATION
    vevent = vevent_de(replace(evenement, sequence=revision, statut=Statut.ANNULE if annulee else Statut.CONFIRME))
    vevent["dtstamp"].dt = emise_le.astimezone(UTC)
    vevent.add("organizer", _personne(organisateur))
    vevent.add("attendee", _personne(participant, ROLE="REQ-PARTICIPANT", PARTSTAT="NEEDS-ACTION", RSVP="FALSE"))
    return b"".join((_ouverture(methode, evenement.fuseau), vevent.to_ical(), FIN))


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

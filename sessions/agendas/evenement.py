"""One VEVENT per half-day slot, made once when its session changes and kept as bytes."""

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import Enum
from zoneinfo import ZoneInfo

from icalendar import Event

from sessions.agendas.fuseaux import FUSEAUX, PARIS
from sessions.agendas.texte import adresse_sure, ligne_sure, texte_sur


class Statut(Enum):
    """STATUS of an event (RFC 5545, 3.8.1.11), and how its title begins.

    A postponed event is cancelled at its hours, and keeps its UID: its next revision confirms it at others.
    """

    PROVISOIRE = ("TENTATIVE", "")
    CONFIRME = ("CONFIRMED", "")
    ANNULE = ("CANCELLED", "[ANNULÉ]")
    REPORTE = ("CANCELLED", "[REPORTÉ]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Evenement:
    """A slot as calendars see it: never the name of a trainee.

    `uid` never changes during the slot's life; `sequence` rises at each change and `modifie_le` is
    the moment of the last one, so that the same slot always gives the same bytes. All moments carry
    a time zone and `debut` precedes `fin`, or ValueError is raised. The slot is written in the zone of
    `debut`, when calendars are told of it (`FUSEAUX`); else at Paris.
    """

    uid: str
    debut: datetime
    fin: datetime
    modifie_le: datetime
    titre: str
    sequence: int = 0
    statut: Statut = Statut.CONFIRME
    lieu: str = ""
    description: str = ""
    url: str = ""
    categories: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if any(m.utcoffset() is None for m in (self.debut, self.fin, self.modifie_le)):
            raise ValueError("chaque moment porte son fuseau horaire")
        if self.debut.timestamp() >= self.fin.timestamp():
            raise ValueError("un créneau finit après son début")
        if not ligne_sure(self.uid):
            raise ValueError("un créneau a un identifiant")

    @property
    def fuseau(self) -> str:
        nom = getattr(self.debut.tzinfo, "key", PARIS)
        return nom if nom in FUSEAUX else PARIS


def evenement_ics(evenement: Evenement) -> bytes:
    """The VEVENT of `evenement`, from BEGIN to END, CRLF included.

    DTSTAMP is the last change, as RFC 5545 3.8.7.2 asks of an object without METHOD.
    """
    return vevent_de(evenement).to_ical()


def vevent_de(evenement: Evenement) -> Event:
    modifie = evenement.modifie_le.astimezone(UTC)
    vevent = Event()
    vevent.add("uid", ligne_sure(evenement.uid))
    vevent.add("dtstamp", modifie)
    vevent.add("last-modified", modifie)
    vevent.add("sequence", evenement.sequence)
    zone = ZoneInfo(evenement.fuseau)
    vevent.add("dtstart", evenement.debut.astimezone(zone))
    vevent.add("dtend", evenement.fin.astimezone(zone))
    vevent.add("status", evenement.statut.value[0])
    vevent.add("summary", _titre(evenement))
    facultatifs = {
        "location": ligne_sure(evenement.lieu),
        "description": texte_sur(evenement.description),
        "url": adresse_sure(evenement.url),
        "categories": [c for c in map(ligne_sure, evenement.categories) if c],
    }
    for nom, valeur in facultatifs.items():
        if valeur:
            vevent.add(nom, valeur)
    return vevent


def _titre(evenement: Evenement) -> str:
    titre = ligne_sure(evenement.titre)
    return f"{evenement.statut.value[1]} {titre}".lstrip()

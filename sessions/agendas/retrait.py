"""A half-day that leaves a feed says so there: the bytes that it had, cancelled."""

from datetime import UTC, datetime

from icalendar import Event

from sessions.agendas.evenement import Statut


def retrait_ics(fragment: bytes, *, sequence: int, modifie_le: datetime) -> bytes:
    """The VEVENT of `fragment` once it is not there any more: same UID and hours, cancelled, the word before its title."""
    vevent = Event.from_ical(fragment)
    titre = str(vevent["summary"])
    for statut in Statut:
        titre = titre.removeprefix(statut.value[1])
    etat, mot = Statut.ANNULE.value
    nouvelles = {
        "summary": f"{mot} {titre.lstrip()}",
        "status": etat,
        "sequence": sequence,
        "dtstamp": modifie_le.astimezone(UTC),
        "last-modified": modifie_le.astimezone(UTC),
    }
    for nom, valeur in nouvelles.items():
        del vevent[nom]
        vevent.add(nom, valeur)
    return vevent.to_ical()

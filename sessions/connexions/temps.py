from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sessions.connexions.journal import Connexion


@dataclass(frozen=True)
class Passage:
    """What one person followed: whole minutes really connected, between the first arrival and the last departure."""

    minutes: int
    arrivee: datetime
    depart: datetime


def passage(connexions: Iterable[Connexion], debut: datetime, fin: datetime) -> Passage | None:
    """The connections of one person put together within the half-day: what overlaps counts once. None: not a minute."""
    bornees = sorted((max(une.arrivee, debut), min(une.depart, fin)) for une in connexions)
    presentes = [(arrivee, depart) for arrivee, depart in bornees if arrivee < depart]
    suivi, jusque = timedelta(), debut
    for arrivee, depart in presentes:
        suivi += max(depart - max(arrivee, jusque), timedelta())
        jusque = max(jusque, depart)
    minutes = suivi // timedelta(minutes=1)
    return Passage(minutes, presentes[0][0], jusque) if minutes else None

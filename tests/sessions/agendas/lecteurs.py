"""Calendars read by two libraries that did not write them, which must agree."""

from datetime import UTC, date, datetime

import vobject
from ical.calendar_stream import IcsCalendarStream

from .octets import defauts


def lire(contenu: bytes):
    """Events by UID as `ical` (strict) reads them, after `vobject` read the same.

    Fails on a defect of the bytes, on a repeated UID, and on any disagreement.
    """
    assert defauts(contenu) == []
    texte = contenu.decode()
    evenements = IcsCalendarStream.calendar_from_ics(texte).events
    par_uid = {e.uid: e for e in evenements}
    assert len(par_uid) == len(evenements)
    autres = vobject.readOne(texte).contents.get("vevent", [])
    assert {autre.uid.value for autre in autres} == set(par_uid)
    for autre in autres:
        _comparer(par_uid[autre.uid.value], autre)
    return par_uid


def proprietes(contenu: bytes) -> dict[str, str]:
    """Properties of the calendar itself, parameters left out, unfolded, as written."""
    deplie = contenu.decode().replace("\r\n ", "")
    tete = deplie.partition("BEGIN:VTIMEZONE")[0]
    paires = (ligne.partition(":") for ligne in tete.split("\r\n") if ligne)
    return {nom.split(";")[0]: valeur for nom, _, valeur in paires if nom != "BEGIN"}


def _comparer(lu, autre):
    assert autre.summary.value == lu.summary
    assert _utc(autre.dtstart.value) == _utc(lu.dtstart)
    assert _utc(autre.dtend.value) == _utc(lu.dtend)
    assert autre.status.value == lu.status
    for champ in ("location", "description"):
        valeur = getattr(autre, champ).value if hasattr(autre, champ) else None
        assert valeur == getattr(lu, champ)


def _utc(moment: date) -> date:
    """A day stays a day."""
    return moment.astimezone(UTC) if isinstance(moment, datetime) else moment

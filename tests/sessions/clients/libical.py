"""Debian's libical, through its C functions: the strictest, it holds the tables of RFC 5545."""

import ctypes
import ctypes.util
from datetime import UTC, datetime

from .lignes import Ligne, instant

NOM = ctypes.util.find_library("ical")


class Moment(ctypes.Structure):
    """struct icaltimetype"""

    _fields_ = (
        *((nom, ctypes.c_int) for nom in ("annee", "mois", "jour", "heure", "minute", "seconde", "date", "ete")),
        ("zone", ctypes.c_void_p),
    )


def _charger():
    bibliotheque = ctypes.CDLL(NOM)
    composant, texte = ctypes.c_void_p, ctypes.c_char_p
    for nom, rend, prend in (
        ("icalparser_parse_string", composant, [texte]),
        ("icalrestriction_check", ctypes.c_int, [composant]),
        ("icalcomponent_count_errors", ctypes.c_int, [composant]),
        ("icalcomponent_as_ical_string", texte, [composant]),
        ("icalcomponent_get_first_component", composant, [composant, ctypes.c_int]),
        ("icalcomponent_get_next_component", composant, [composant, ctypes.c_int]),
        ("icalcomponent_get_dtstart", Moment, [composant]),
        ("icalcomponent_get_dtend", Moment, [composant]),
        ("icalcomponent_get_sequence", ctypes.c_int, [composant]),
        ("icalcomponent_get_first_property", composant, [composant, ctypes.c_int]),
        ("icalproperty_get_value_as_string", texte, [composant]),
        ("icalproperty_string_to_kind", ctypes.c_int, [texte]),
        ("icalcomponent_string_to_kind", ctypes.c_int, [texte]),
        ("icaltime_as_timet_with_zone", ctypes.c_long, [Moment, composant]),
        ("icaltimezone_get_tzid", texte, [composant]),
        ("icalcomponent_free", None, [composant]),
        *((f"icalcomponent_get_{nom}", texte, [composant]) for nom in ("uid", "summary", "description", "location")),
    ):
        fonction = getattr(bibliotheque, nom)
        fonction.restype, fonction.argtypes = rend, prend
    return bibliotheque


def lire(contenu: bytes) -> list[Ligne]:
    """The events; raises on any error that the parser or the RFC's tables find."""
    ical = _charger()
    calendrier = ical.icalparser_parse_string(contenu)
    if not calendrier:
        raise ValueError("libical reads nothing")
    try:
        if not ical.icalrestriction_check(calendrier) or ical.icalcomponent_count_errors(calendrier):
            fautif = ical.icalcomponent_as_ical_string(calendrier).decode()
            raise ValueError("\n".join(ligne for ligne in fautif.split("\r\n") if "LIC-ERROR" in ligne) or fautif)
        lignes, genre = [], ical.icalcomponent_string_to_kind(b"VEVENT")
        vevent = ical.icalcomponent_get_first_component(calendrier, genre)
        while vevent:
            lignes.append(_ligne(ical, vevent))
            vevent = ical.icalcomponent_get_next_component(calendrier, genre)
        return lignes
    finally:
        ical.icalcomponent_free(calendrier)


def _ligne(ical, vevent) -> Ligne:
    debut = ical.icalcomponent_get_dtstart(vevent)
    statut = ical.icalcomponent_get_first_property(vevent, ical.icalproperty_string_to_kind(b"STATUS"))
    return Ligne(
        uid=ical.icalcomponent_get_uid(vevent).decode(),
        debut=_utc(ical, debut),
        fin=_utc(ical, ical.icalcomponent_get_dtend(vevent)),
        fuseau=ical.icaltimezone_get_tzid(debut.zone).decode(),
        titre=ical.icalcomponent_get_summary(vevent).decode(),
        description=ical.icalcomponent_get_description(vevent).decode(),
        lieu=ical.icalcomponent_get_location(vevent).decode(),
        statut=ical.icalproperty_get_value_as_string(statut).decode(),
        sequence=ical.icalcomponent_get_sequence(vevent),
    )


def _utc(ical, moment: Moment) -> str:
    return instant(datetime.fromtimestamp(ical.icaltime_as_timet_with_zone(moment, moment.zone), UTC))

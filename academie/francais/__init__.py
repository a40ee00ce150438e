"""How French writes durations, hours, dates, numbers and lists.

Every space inside a figure is non-breaking (U+00A0), so that "13 h 30" or "81,8 %" never splits over two lines.
A datetime in UTC, as stored, is told at Paris time; one that carries another zone is told at its own, and its hours
say so in words unless it is Paris: "9 h, heure de La Réunion". Half-days and sessions carry the zone of their place.
Rules: Imprimerie nationale, "Lexique des règles typographiques", entries Heure, Date, Nombres, Pour-cent.
"""

import re
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import TypeVar
from zoneinfo import ZoneInfo

Instant = TypeVar("Instant", date, time, time | datetime)

INSECABLE = "\u00a0"
DEMI_CADRATIN = "\u2013"
MOINS = "\u2212"
PARIS = ZoneInfo("Europe/Paris")
HEURES_LOCALES = {
    "America/Guadeloupe": "heure de la Guadeloupe",
    "America/Martinique": "heure de la Martinique",
    "America/Cayenne": "heure de la Guyane",
    "America/Miquelon": "heure de Saint-Pierre-et-Miquelon",
    "America/St_Barthelemy": "heure de Saint-Barthélemy",
    "America/Marigot": "heure de Saint-Martin",
    "Indian/Reunion": "heure de La Réunion",
    "Indian/Mayotte": "heure de Mayotte",
    "Pacific/Wallis": "heure de Wallis-et-Futuna",
    "Pacific/Tahiti": "heure de Tahiti",
    "Pacific/Noumea": "heure de la Nouvelle-Calédonie",
}
JOURS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
MOIS = (
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
)


def duree(minutes: int) -> str:
    """Whole minutes: 810 is "13 h 30", 60 is "1 h", 45 is "45 min"."""
    heures, reste = divmod(minutes, 60)
    if not heures:
        return f"{reste}{INSECABLE}min"
    return _heures_minutes(heures, reste)


def heure(instant: time | datetime) -> str:
    """09:04 is "9 h 04", 14:00 is "14 h"."""
    return f"{_heure_seule(instant)}{_fuseau_dit(instant)}"


def plage(debut: time | datetime, fin: time | datetime) -> str:
    """09:30 to 12:15 is "9 h 30 – 12 h 15"."""
    heures = f"{_heure_seule(debut)}{INSECABLE}{DEMI_CADRATIN}{INSECABLE}{_heure_seule(fin)}"
    return f"{heures}{_fuseau_dit(fin)}"


def nom_du_fuseau(nom: str) -> str:
    """How people name the hour of an IANA zone: "heure de La Réunion"; empty for Paris."""
    return HEURES_LOCALES.get(nom, "")


def date_longue(jour: date) -> str:
    """Day, month and year: "mardi 3 mars 2027"."""
    jour = _local(jour)
    return f"{JOURS[jour.weekday()]} {date_sans_jour(jour)}"


def date_sans_jour(jour: date) -> str:
    """Without the day of the week: "3 mars 2027", "1er avril 2027"."""
    jour = _local(jour)
    return f"{_quantieme(jour)}{INSECABLE}{MOIS[jour.month - 1]}{INSECABLE}{jour.year}"


def date_courte(jour: date) -> str:
    """In figures: "03/03/2027"."""
    jour = _local(jour)
    return f"{jour.day:02}/{jour.month:02}/{jour.year:04}"


def periode(debut: date, fin: date) -> str:
    """A range without repeating what both ends share: "du 3 au 5 mars 2027", "du 30 mars au 2 avril 2027".

    One single day is "le mardi 3 mars 2027".
    """
    debut, fin = _local(debut), _local(fin)
    if _jour(debut) == _jour(fin):
        return f"le {date_longue(debut)}"
    depart = _quantieme(debut)
    if (debut.year, debut.month) != (fin.year, fin.month):
        depart = f"{depart}{INSECABLE}{MOIS[debut.month - 1]}"
    if debut.year != fin.year:
        depart = f"{depart}{INSECABLE}{debut.year}"
    return f"du {depart} au {date_sans_jour(fin)}"


def nombre(valeur: float | Decimal, decimales: int = 0) -> str:
    """Thousands by a space, decimals by a comma, halves rounded away from zero: "1 255", "12,5"."""
    arrondi = Decimal(str(valeur)).quantize(Decimal(1).scaleb(-decimales), rounding=ROUND_HALF_UP)
    signe = MOINS if arrondi < 0 else ""
    chiffres = f"{abs(arrondi):,.{decimales}f}".replace(",", INSECABLE).replace(".", ",")
    return f"{signe}{chiffres}"


def pourcentage(proportion: float | Decimal, decimales: int = 1) -> str:
    """A proportion between 0 and 1: 9 / 11 is "81,8 %"."""
    return f"{nombre(Decimal(str(proportion)) * 100, decimales)}{INSECABLE}%"


def enumeration(elements: Iterable[str], liaison: str = "et") -> str:
    """("a", "b", "c") is "a, b et c"."""
    *premiers, dernier = list(elements) or [""]
    return f"{', '.join(premiers)} {liaison} {dernier}" if premiers else dernier


def debut(texte: str, mots: int) -> str:
    """The first `mots` words on one line, with "…" when there are more; what does not break stays unbroken."""
    premiers = re.split(r"[ \t\r\n]+", texte.strip(" \t\r\n"))
    return " ".join(premiers[:mots]) + ("…" if len(premiers) > mots else "")


def _heure_seule(instant: time | datetime) -> str:
    instant = _local(instant)
    return _heures_minutes(instant.hour, instant.minute)


def _fuseau_dit(instant: time | datetime) -> str:
    nom = nom_du_fuseau(getattr(instant.tzinfo, "key", ""))
    return f", {nom}" if nom else ""


def _heures_minutes(heures: int, minutes: int) -> str:
    suite = f"{INSECABLE}{minutes:02}" if minutes else ""
    return f"{nombre(heures)}{INSECABLE}h{suite}"


def _quantieme(jour: date) -> str:
    return "1er" if jour.day == 1 else str(jour.day)


def _jour(jour: date) -> date:
    return jour.date() if isinstance(jour, datetime) else jour


def _local(instant: Instant) -> Instant:
    if isinstance(instant, datetime) and instant.utcoffset() == timedelta(0):
        return instant.astimezone(PARIS)
    return instant

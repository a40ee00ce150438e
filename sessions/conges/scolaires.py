"""School holidays of zones A, B and C. Corse and the territories overseas have calendars of their own: unknown here."""

from collections.abc import Collection
from datetime import date
from functools import cache

from vacances_scolaires_france import SchoolHolidayDates

# The départements of each zone (arrêté of the calendar, académies in alphabetical order).
ZONES = {
    "A": "25 39 70 90 24 33 40 47 64 03 15 43 63 21 58 71 89 07 26 38 73 74 19 23 87 01 42 69 16 17 79 86",
    "B": (
        "04 05 13 84 02 60 80 59 62 54 55 57 88 44 49 53 72 85 06 83 14 27 50 61 76 "
        "18 28 36 37 41 45 08 10 51 52 22 29 35 56 67 68"
    ),
    "C": "77 93 94 11 30 34 48 66 75 09 12 31 32 46 65 81 82 78 91 92 95",
}
ZONE_DE = {departement: zone for zone, departements in ZONES.items() for departement in departements.split()}


def calendrier_scolaire_connu(jour: date, departements: Collection[str]) -> bool:
    """Whether school holidays can be told on that day for every one of `departements`."""
    return bool(departements) and all(code in ZONE_DE for code in departements) and _publie(jour)


def vacances_scolaires(jour: date, departements: Collection[str]) -> str:
    """The school holidays that `jour` is in, with their zones, or "" when there are none or when nobody knows.

    >>> vacances_scolaires(date(2027, 2, 15), ["33"]), vacances_scolaires(date(2027, 2, 15), ["29"])
    ("Vacances d'hiver (zone A)", '')
    """
    if not _publie(jour):
        return ""
    zones = sorted({ZONE_DE[code] for code in departements if code in ZONE_DE})
    en_conges = {zone: jours[jour]["nom_vacances"] for zone in zones if jour in (jours := _jours(jour.year, zone))}
    if not en_conges:
        return ""
    pluriel = "s" if len(en_conges) > 1 else ""
    return f"{next(iter(en_conges.values()))} (zone{pluriel} {', '.join(en_conges)})"


@cache
def _calendriers() -> SchoolHolidayDates:
    return SchoolHolidayDates()


@cache
def _bornes() -> tuple[date, date]:
    jours = _calendriers().data
    return min(jours), max(jours)


def _publie(jour: date) -> bool:
    premier, dernier = _bornes()
    return premier <= jour <= dernier


@cache
def _jours(annee: int, zone: str) -> dict[date, dict]:
    return _calendriers().holidays_for_year_and_zone(annee, zone)

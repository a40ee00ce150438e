"""The time zone of a place, by its INSEE codes, and how calendars are told of it (VTIMEZONE)."""

from datetime import datetime, timedelta
from enum import Enum
from functools import cache
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

from academie.francais import nom_du_fuseau as nom_du_fuseau

PARIS = "Europe/Paris"

# By département or collectivité. In Polynésie the hour is Tahiti's, that of seven inhabitants out of ten.
DEPARTEMENTS = {
    "971": "America/Guadeloupe",
    "972": "America/Martinique",
    "973": "America/Cayenne",
    "974": "Indian/Reunion",
    "975": "America/Miquelon",
    "976": "Indian/Mayotte",
    "977": "America/St_Barthelemy",
    "978": "America/Marigot",
    "986": "Pacific/Wallis",
    "987": "Pacific/Tahiti",
    "988": "Pacific/Noumea",
}
# Codes of régions overlap those of départements: 01 is Guadeloupe, and Ain.
REGIONS = DEPARTEMENTS | {
    "01": "America/Guadeloupe",
    "02": "America/Martinique",
    "03": "America/Cayenne",
    "04": "Indian/Reunion",
    "06": "Indian/Mayotte",
}
FUSEAUX = (PARIS, *DEPARTEMENTS.values())

# Since 2007, first changes: to summer and back, on which Sunday of which month, at what local hour.
_ETE = {
    PARIS: ((datetime(1996, 3, 31, 2), "-1su"), (datetime(1996, 10, 27, 3), "-1su")),  # noqa: DTZ001 - local
    "America/Miquelon": ((datetime(2007, 3, 11, 2), "2su"), (datetime(2007, 11, 4, 2), "1su")),  # noqa: DTZ001
}


def fuseau_de(code_departement: str = "", code_region: str = "") -> str:
    """The IANA name of the zone of a département, else of a région; Paris unless overseas."""
    if code_departement:
        return DEPARTEMENTS.get(code_departement, PARIS)
    return REGIONS.get(code_region, PARIS)


class Changement(Enum):
    """What summer time does to an hour of the night."""

    SAUTEE = "sautee"
    DOUBLE = "double"


def changement_d_heure(moment: datetime) -> Changement | None:
    """Whether the clock of its place jumps over the hour of `moment`, or shows it twice (PEP 495)."""
    avant, apres = (moment.replace(fold=pli).utcoffset() or timedelta() for pli in (0, 1))
    if avant == apres:
        return None
    return Changement.SAUTEE if avant < apres else Changement.DOUBLE


def a_l_heure_de(fuseau: str, *moments: datetime) -> tuple[datetime, ...]:
    """The same instants in the zone `fuseau`, for what was read without its model."""
    zone = ZoneInfo(fuseau)
    return tuple(moment.astimezone(zone) for moment in moments)


@cache
def vtimezone(nom: str) -> Timezone:
    """VTIMEZONE of one of `FUSEAUX`, by rules where summer time is kept: Outlook shifts events without it
    and misreads RDATE.
    """
    fuseau = Timezone()
    fuseau.add("tzid", nom)
    if nom not in _ETE:
        fuseau.add_component(_observance(TimezoneStandard(), nom, datetime(1970, 1, 1)))  # noqa: DTZ001 - local
        return fuseau
    for composant, (premier, dimanche) in zip((TimezoneDaylight(), TimezoneStandard()), _ETE[nom], strict=True):
        composant.add("rrule", {"freq": "yearly", "bymonth": premier.month, "byday": dimanche})
        fuseau.add_component(_observance(composant, nom, premier))
    return fuseau


def _observance(composant, nom: str, depuis: datetime):
    """What the clock says from the local moment `depuis`, and what it said before."""
    zone = ZoneInfo(nom)
    # Overseas zones that never change are told at their hour of today, whatever it was in 1970.
    avant, apres = (
        ((depuis + ecart).replace(tzinfo=zone) for ecart in (-timedelta(days=1), timedelta(days=1)))
        if nom in _ETE
        else (datetime(2024, 1, 1, tzinfo=zone),) * 2
    )
    composant.add("dtstart", depuis)
    composant.add("tzoffsetfrom", avant.utcoffset())
    composant.add("tzoffsetto", apres.utcoffset())
    composant.add("tzname", apres.tzname())
    return composant

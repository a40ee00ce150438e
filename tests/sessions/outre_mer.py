"""Places that have another hour than Paris, and days when hours change."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone

from sessions.actions.creneau import CreneauPrevu
from sessions.models import Lieu
from tests.distribution import territoire
from tests.sessions.fabriques import lieu

REUNION, NOUMEA = "Indian/Reunion", "Pacific/Noumea"
DIMANCHE = 6


def salle_de_saint_denis(d) -> Lieu:
    return _salle(d, "04", "974", "97411", "Saint-Denis", "Case numérique")


def salle_de_noumea(d) -> Lieu:
    return _salle(d, "988", "988", "98818", "Nouméa", "Faré numérique")


def _salle(d, code: str, departement: str, insee: str, nom: str, salle: str) -> Lieu:
    region = territoire("region", code, nom)
    dans = {"region": region, "departement": territoire("departement", departement, nom, region=region)}
    return lieu(d, nom=salle, commune=territoire("commune", insee, nom, **dans))


def matinee(jour: date, fuseau: str, *formateurs, debut: time = time(9), fin: time = time(12)) -> CreneauPrevu:
    zone = ZoneInfo(fuseau)
    return CreneauPrevu(
        datetime.combine(jour, debut, tzinfo=zone), datetime.combine(jour, fin, tzinfo=zone), formateurs
    )


def dernier_dimanche(mois: int) -> date:
    """Of that month of next year: summer time begins in March and ends in October."""
    fin = date(timezone.localdate().year + 1, mois, 31)
    return fin - timedelta(days=(fin.weekday() - DIMANCHE) % 7)

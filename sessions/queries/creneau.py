"""Half-days proposed for a programme's minutes, from a first day on."""

from datetime import date, datetime, time, timedelta
from itertools import cycle

from django.utils import timezone

# Morning and afternoon, as gestionnaires plan them most often.
DEMI_JOURNEES = ((time(9, 0), time(12, 15)), (time(13, 45), time(17, 0)))
PAS = 15  # minutes
SAMEDI = 5
# Public holidays whose day and month never change (Code du travail, L3133-1).
FERIES = {(1, 1), (1, 5), (8, 5), (14, 7), (15, 8), (1, 11), (11, 11), (25, 12)}


def creneaux_proposes(minutes: int, premier_jour: date) -> list[dict]:
    """Working half-days that hold `minutes`: `jour`, `debut`, `fin`. The last one ends when the programme does."""
    jour, proposes = _jour_ouvre(premier_jour), []
    for rang, (debut, fin) in enumerate(cycle(DEMI_JOURNEES)):
        if minutes <= 0:
            return proposes
        if rang and debut == DEMI_JOURNEES[0][0]:
            jour = _jour_ouvre(jour + timedelta(days=1))
        duree = min(minutes, _minutes(debut, fin))
        arrondie = -(-duree // PAS) * PAS
        proposes.append({"jour": jour, "debut": debut, "fin": _plus(debut, arrondie)})
        minutes -= duree
    return proposes


def creneaux_de(session) -> list[dict]:
    """The half-days of a session, as its form shows them."""
    return [
        {
            "pk": creneau.pk,
            "jour": timezone.localtime(creneau.debut).date(),
            "debut": timezone.localtime(creneau.debut).time(),
            "fin": timezone.localtime(creneau.fin).time(),
            "formateurs": [intervention.formateur_id for intervention in creneau.interventions.all()],
        }
        for creneau in session.creneaux.prefetch_related("interventions")
    ]


def _jour_ouvre(jour: date) -> date:
    while jour.weekday() >= SAMEDI or (jour.day, jour.month) in FERIES:
        jour += timedelta(days=1)
    return jour


def _minutes(debut: time, fin: time) -> int:
    return (fin.hour - debut.hour) * 60 + fin.minute - debut.minute


def _plus(debut: time, minutes: int) -> time:
    return (datetime.combine(date.min, debut) + timedelta(minutes=minutes)).time()

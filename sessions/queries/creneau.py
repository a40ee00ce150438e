"""Half-days proposed for a programme's minutes and modules, from a first day on."""

from collections.abc import Collection, Sequence
from datetime import date, datetime, time, timedelta
from itertools import accumulate, cycle, pairwise

from sessions.conges import jour_ferie

# Morning and afternoon, as gestionnaires plan them most often.
DEMI_JOURNEES = ((time(9, 0), time(12, 15)), (time(13, 45), time(17, 0)))
PAS = 15  # minutes
SAMEDI = 5


def creneaux_proposes(
    minutes: int,
    premier_jour: date,
    modules: Sequence[tuple[int, int]] = (),
    departements: Collection[str] = (),
) -> list[dict]:
    """Working half-days that hold `minutes`: `jour`, `debut`, `fin`. The last one ends when the programme does.

    With `modules` (key, minutes, in order), each half-day also has its `module`: the one that fills most of it.
    """
    jour, proposes, passees = jour_ouvre(premier_jour, departements), [], 0
    for rang, (debut, fin) in enumerate(cycle(DEMI_JOURNEES)):
        if passees >= minutes:
            return proposes
        if rang and debut == DEMI_JOURNEES[0][0]:
            jour = jour_ouvre(jour + timedelta(days=1), departements)
        duree = min(minutes - passees, _minutes(debut, fin))
        arrondie = -(-duree // PAS) * PAS
        propose = {"jour": jour, "debut": debut, "fin": _plus(debut, arrondie)}
        if modules:
            propose["module"] = _module(modules, passees, passees + duree)
        proposes.append(propose)
        passees += duree
    return proposes


def creneaux_de(session) -> list[dict]:
    """The half-days of a session, as its form shows them."""
    return [
        {
            "pk": creneau.pk,
            "jour": creneau.debut.date(),
            "debut": creneau.debut.time(),
            "fin": creneau.fin.time(),
            "module": creneau.module_id,
            "modalite": creneau.modalite,
            "salle": creneau.lieu_id,
            "lien_distance": creneau.lien_distance,
            "formateurs": [intervention.formateur_id for intervention in creneau.interventions.all()],
        }
        for creneau in session.creneaux.prefetch_related("interventions")
    ]


def jour_ouvre(jour: date, departements: Collection[str] = ()) -> date:
    """The first day from `jour` on that is neither of a week-end nor a public holiday."""
    while jour.weekday() >= SAMEDI or jour_ferie(jour, departements):
        jour += timedelta(days=1)
    return jour


def _module(modules, debut: int, fin: int) -> int:
    """The module given the longest between two minutes of the programme."""
    bornes = pairwise(accumulate((minutes for _cle, minutes in modules), initial=0))
    communes = [min(fin, apres) - max(debut, avant) for avant, apres in bornes]
    return modules[communes.index(max(communes))][0]


def _minutes(debut: time, fin: time) -> int:
    return (fin.hour - debut.hour) * 60 + fin.minute - debut.minute


def _plus(debut: time, minutes: int) -> time:
    return (datetime.combine(date.min, debut) + timedelta(minutes=minutes)).time()

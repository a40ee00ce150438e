"""What a feed would show to whoever subscribes: its next half-days, read from the very bytes that calendars get."""

from dataclasses import dataclass
from datetime import timedelta
from itertools import groupby

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from icalendar import Event

from academie import francais
from sessions.agendas.filtre import Filtre
from sessions.models import EvenementPublie, Session
from sessions.queries.agenda import resoudre
from sessions.queries.agenda_choix import Composition, page_de

MONTREES = 10
ANNEE = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class DemiJournee:
    jour: str
    horaire: str
    titre: str
    lieu: str
    url: str


@dataclass(frozen=True, slots=True)
class Issue:
    """A wider feed that holds something."""

    libelle: str
    url: str
    nombre: str


@dataclass(frozen=True)
class Apercu:
    jours: list[tuple[str, list[DemiJournee]]]
    nombre: str
    issues: list[Issue]


def apercu(composition: Composition, condition: Q) -> Apercu:
    """What `condition` chooses, resolved from the composition's filter: two queries when there is something to show."""
    maintenant = timezone.now()
    a_venir = EvenementPublie.objects.actifs().filter(
        annule_le=None, session__etat__in=Session.VIVANTES, fin__gt=maintenant, debut__lt=maintenant + ANNEE
    )
    voulus = a_venir.filter(condition)
    lus = [_lire(fragment) for fragment in voulus.order_by("fin", "pk").values_list("fragment", flat=True)[:MONTREES]]
    return Apercu(
        jours=[(jour, list(lignes)) for jour, lignes in groupby(lus, key=lambda ligne: ligne.jour)],
        nombre=_demi_journees(voulus.count()),
        issues=[] if lus else _issues(a_venir, composition),
    )


def _lire(fragment) -> DemiJournee:
    vevent = Event.from_ical(bytes(fragment))
    debut, fin = vevent.decoded("dtstart"), vevent.decoded("dtend")
    return DemiJournee(
        jour=francais.date_longue(debut),
        horaire=francais.plage(debut, fin),
        titre=str(vevent["summary"]),
        lieu=str(vevent.get("location", "")),
        url=str(vevent.get("url", "")),
    )


def _issues(a_venir, composition: Composition) -> list[Issue]:
    """What leaving out each axis would bring, the most first."""
    larges = composition.plus_larges()
    if len(composition.filtre.parametres) > 1:
        larges.append((_("Toutes les sessions"), Filtre()))
    comptes = [(a_venir.filter(resoudre(filtre).condition).count(), libelle, filtre) for libelle, filtre in larges]
    return [
        Issue(libelle, page_de(filtre.parametres), _demi_journees(nombre))
        for nombre, libelle, filtre in sorted(comptes, key=lambda compte: -compte[0])
        if nombre
    ]


def _demi_journees(nombre: int) -> str:
    return ngettext("%(nombre)s demi-journée", "%(nombre)s demi-journées", nombre) % {"nombre": francais.nombre(nombre)}

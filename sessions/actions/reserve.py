"""Seats kept for the people of a structure, until a day; then what is left goes to everybody."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from academie.models import Structure
from academie.regles import Refus
from sessions.actions.place import promouvoir, recompter
from sessions.models import MouvementSession, ReserveStructure, Session
from sessions.queries.reserve import Souhait, empechement_de_reserver, reserves_echues


@transaction.atomic
def reserver_places(
    *,
    session,
    structure: Structure,
    places: int,
    jusqu_au: date,
    par,
    librement: bool = False,
    le: datetime | None = None,
) -> ReserveStructure:
    """Keep `places` seats of a session for a structure, instead of those it had; seats no longer kept go to everybody.

    Args:
        librement: the Académie decides: no share of the session is too large, no day before the first is too late.

    Raises:
        Refus: the session is over, the day is too late, too few seats are free, or people hold more of them.
    """
    le = le or timezone.now()
    session = Session.objects.verrouiller(session.pk)
    reserve = session.reserves.en_vigueur().filter(structure=structure).first()
    if reserve and (reserve.places, reserve.jusqu_au) == (places, jusqu_au):
        return reserve
    souhait = Souhait(session, structure, places, jusqu_au, librement, le)
    if contraire := empechement_de_reserver(souhait):
        raise Refus(contraire.raison, champ=contraire.champ)
    reserve = reserve or ReserveStructure(session=session, structure=structure, cree_par=par, cree_le=le)
    reserve.places, reserve.jusqu_au = places, jusqu_au
    reserve.save()
    _appliquer(session, MouvementSession.Acte.RESERVEE, reserve, par=par, le=le)
    return reserve


@transaction.atomic
def liberer_reserve(*, reserve, par, le: datetime | None = None) -> ReserveStructure:
    """Give what is left of a reserve to everybody; those who hold one of its seats keep it. Twice is once."""
    le = le or timezone.now()
    session = Session.objects.verrouiller(reserve.session_id)
    reserve = ReserveStructure.objects.select_related("structure").get(pk=reserve.pk)
    if reserve.liberee_le is None:
        reserve.liberee_le = le
        reserve.save()
        _appliquer(session, MouvementSession.Acte.LIBEREE, reserve, par=par, le=le)
    return reserve


def liberer_reserves(le: datetime | None = None) -> None:
    """Release every reserve whose day has gone, one a transaction: locks are short."""
    le = le or timezone.now()
    for reserve in reserves_echues(timezone.localdate(le)):
        liberer_reserve(reserve=reserve, par=None, le=le)


def _appliquer(session, acte, reserve, *, par, le) -> None:
    detail = _("%(structure)s, %(places)d") % {"structure": reserve.structure, "places": reserve.places}
    MouvementSession.objects.create(session=session, acte=acte, par=par, le=le, detail=detail)
    recompter(session)
    promouvoir(session, le=le)

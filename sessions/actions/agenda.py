"""Calendars follow the sessions: bytes are made when a session changes, so that a feed is only read."""

from django.db import transaction

from sessions.agendas.calendrier import etag
from sessions.agendas.evenement import evenement_ics
from sessions.models import Agenda, Creneau
from sessions.queries.agenda import Flux, calendrier_du_flux, flux_de
from sessions.queries.evenement import evenements_de


def agendas_de(session) -> list[Flux]:
    """The public feeds that carry `session`: none for a draft."""
    return flux_de(session) if session.ouverte_le else []


def ecrire_fragments(session) -> None:
    """Keep the VEVENT of each half-day of `session`."""
    creneaux = []
    for creneau, evenement in evenements_de(session):
        creneau.fragment_ics = evenement_ics(evenement)
        creneaux.append(creneau)
    Creneau.objects.bulk_update(creneaux, ["fragment_ics"])


@transaction.atomic
def rafraichir_agendas(session, *, aussi=()) -> None:
    """Write again the feeds that carry `session`, and those in `aussi` that carried it before the change."""
    flux = {f.cle: f for f in [*aussi, *agendas_de(session)]}
    cles = sorted(flux)
    Agenda.objects.bulk_create([Agenda(cle=cle) for cle in cles], ignore_conflicts=True)
    for agenda in Agenda.objects.select_for_update().filter(cle__in=cles).order_by("cle"):
        agenda.contenu = calendrier_du_flux(flux[agenda.cle])
        agenda.etag = etag(agenda.contenu)
        agenda.save()

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from academie.regles import Refus
from sessions.actions.agenda import agendas_de, ecrire_fragments, rafraichir_agendas
from sessions.models import Lieu, MouvementSession, Session
from sessions.notifications.session import session_modifiee
from sessions.queries.session import adresse


@transaction.atomic
def enregistrer_lieu(*, lieu: Lieu, par, le: datetime | None = None) -> Lieu:
    """Write a place, new or changed. Its sessions to come say so in calendars and to those who enrolled.

    Raises:
        Refus: a session to come offers more seats than the place now has.
    """
    le = le or timezone.now()
    if lieu.pk is None:
        lieu.save()
        return lieu
    sessions = list(
        Session.objects.completes().select_for_update(of=("self",)).filter(lieu=lieu, fin__gt=le).order_by("pk")
    )
    _verifier_capacite(lieu, sessions)
    anciennes = {session.pk: (adresse(session), agendas_de(session)) for session in sessions}
    lieu.save()
    for session in sessions:
        ancienne, flux = anciennes[session.pk]
        session.lieu = lieu
        if session.etat in Session.MODIFIABLES and adresse(session) != ancienne:
            _deplacer(session, ancienne, flux, par=par, le=le)
    return lieu


def _deplacer(session, ancienne: str, flux, *, par, le) -> None:
    libelle = _("Lieu")
    session.territoire, session.departement = session.lieu.commune.region, session.lieu.commune.departement
    session.modifiee_le = le
    ouverte = session.etat in Session.OUVERTES
    session.sequence += ouverte
    session.save()
    MouvementSession.objects.create(
        session=session,
        acte=MouvementSession.Acte.MODIFIEE,
        par=par,
        le=le,
        detail=f"{libelle} : {adresse(session)}"[:500],
    )
    ecrire_fragments(session)
    rafraichir_agendas(session, aussi=flux)
    if ouverte:
        session_modifiee(session, [(libelle, ancienne, adresse(session))])


def _verifier_capacite(lieu, sessions) -> None:
    actives = [s.capacite for s in sessions if s.etat in Session.MODIFIABLES]
    if lieu.capacite and max(actives, default=0) > lieu.capacite:
        raise Refus(
            _("Une session à venir dans ce lieu offre %(places)d places : indiquez au moins autant de places assises.")
            % {"places": max(actives)},
            champ="capacite",
        )

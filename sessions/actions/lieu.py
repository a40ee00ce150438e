from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from academie.regles import Refus
from sessions.actions.agenda import republier
from sessions.models import Lieu, MouvementSession, Session
from sessions.notifications.session import session_modifiee
from sessions.queries.lieu import sessions_a_venir_dans, sessions_dans
from sessions.queries.session import changements, portrait


@transaction.atomic
def enregistrer_lieu(*, lieu: Lieu, par, le: datetime | None = None) -> Lieu:
    """Write a place, new or changed. Its sessions to come say so in calendars and to those who enrolled.

    Raises:
        Refus: a session to come offers more seats than the place now has, or needs the place to be of its first kind.
    """
    le = le or timezone.now()
    if lieu.pk is None:
        lieu.save()
        return lieu
    sessions = sessions_a_venir_dans(lieu, le)
    list(Session.objects.select_for_update(of=("self",)).filter(pk__in=[s.pk for s in sessions]).order_by("pk"))
    _verifier_nature(lieu, sessions)
    _verifier_capacite(lieu, sessions)
    _verifier_fuseau(lieu, sessions)
    avant = {session.pk: portrait(session) for session in sessions}
    lieu.save()
    for session in sessions_a_venir_dans(lieu, le):
        if session.etat in Session.MODIFIABLES and (dits := changements(avant[session.pk], portrait(session))):
            _deplacer(session, dits, par=par, le=le)
    republier(sessions_dans(lieu), le=le)
    return lieu


def _deplacer(session, dits, *, par, le) -> None:
    if session.lieu:
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
        detail=" ; ".join(f"{libelle} : {apres}" for libelle, _ancien, apres in dits)[:500],
    )
    if ouverte:
        session_modifiee(session, dits)


def _verifier_nature(lieu, sessions) -> None:
    """Sessions to come went there, or connect there: it stays so."""
    if sessions and lieu.a_distance != Lieu.objects.get(pk=lieu.pk).a_distance:
        raise Refus(
            _("Des sessions à venir y ont lieu : ce lieu garde sa nature. Ajoutez plutôt un autre lieu."), champ="genre"
        )


def _verifier_fuseau(lieu, sessions) -> None:
    """The hours of its sessions were told on the clock of there."""
    if sessions and lieu.fuseau != Lieu.objects.select_related("commune").get(pk=lieu.pk).fuseau:
        raise Refus(
            _(
                "Des sessions à venir y ont lieu, à l'heure de là-bas : ce lieu garde la sienne. Ajoutez plutôt un autre lieu."
            ),
            champ="commune",
        )


def _verifier_capacite(lieu, sessions) -> None:
    actives = [s.capacite for s in sessions if s.etat in Session.MODIFIABLES]
    if lieu.capacite and max(actives, default=0) > lieu.capacite:
        raise Refus(
            _("Une session à venir dans ce lieu offre %(places)d places : indiquez au moins autant de places.")
            % {"places": max(actives)},
            champ="capacite",
        )

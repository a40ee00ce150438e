"""Reminders before a session: written some days ahead, so that they are read and corrected before they leave."""

from datetime import datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from academie.regles import regle
from sessions.models import Session
from sessions.notifications.rappel import RAPPELS, rappeler

DEPART = time(8)


def preparer_rappels(*, le: datetime | None = None) -> None:
    """Write the reminders that leave in the coming days; the worker calls it, as often as it likes."""
    le = le or timezone.now()
    avance = timedelta(days=regle("rappel.preparation"))
    for cle in RAPPELS:
        jours = regle(cle)
        limite = le + timedelta(days=jours) + avance
        for session in Session.objects.completes().ouvertes().filter(debut__gt=le, debut__lte=limite):
            _rappeler(cle, session, jours, le)


@transaction.atomic
def _rappeler(cle: str, session: Session, jours: int, le: datetime) -> None:
    """Those who enrolled since the day of the reminder have just read the same: they are not reminded."""
    session = Session.objects.verrouiller(session.pk)
    jour = session.debut.date() - timedelta(days=jours)
    ici = session.debut.tzinfo
    depart = datetime.combine(jour, DEPART, tzinfo=ici)
    if session.etat not in Session.OUVERTES or timezone.localdate(le, ici) > jour:
        return
    inscriptions = session.inscriptions.confirmees().filter(inscrite_le__lt=depart - timedelta(days=1))
    rappeler(cle, session, inscriptions.select_related("utilisateur"), jours=jours, apres=max(depart, le))

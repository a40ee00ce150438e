from datetime import datetime

from django.db import transaction
from django.utils import timezone

from academie.branchements.cloture import apres_cloture
from academie.regles import Refus
from sessions.actions.agenda import annoncer
from sessions.models import MouvementSession, Session
from sessions.notifications.session import assiduite_insuffisante
from sessions.queries.assiduite import assiduites
from sessions.queries.cloture import empechement_de_clore


@transaction.atomic
def cloturer_session(*, session, par, le: datetime | None = None) -> Session:
    """Close a session that took place; the downstream houses issue what follows in the same transaction. Twice is once.

    Raises:
        Refus: never opened, cancelled, not over, or a half-day is not countersigned.
    """
    le = le or timezone.now()
    session = Session.objects.verrouiller(session.pk)
    if session.etat in Session.TENUES:
        return session
    if raison := empechement_de_clore(session, le):
        raise Refus(raison)
    session.realiser(le=le)
    session.save()
    MouvementSession.objects.create(session=session, acte=MouvementSession.Acte.REALISEE, par=par, le=le)
    for assiduite in assiduites(session):
        if not assiduite.atteint:
            assiduite_insuffisante(assiduite, session)
    apres_cloture(session=session, par=par, le=le)
    annoncer(session, le=le)
    return session

"""Convocations sent together, once seen who receives one."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from academie.regles import Refus
from sessions.models import Inscription, Session
from sessions.notifications.convocation import convoquer
from sessions.queries.convocation import pourquoi_ne_pas_convoquer


@transaction.atomic
def envoyer_convocations(*, session: Session, le: datetime | None = None) -> list[Inscription]:
    """Send their convocation to those who have a seat and did not receive it for these dates. Twice is once.

    Raises:
        Refus: it is not sure that the session takes place, or it is over.
    """
    session = Session.objects.verrouiller(session.pk)
    if refus := pourquoi_ne_pas_convoquer(session, le or timezone.now()):
        raise Refus(refus)
    return convoquer(session)

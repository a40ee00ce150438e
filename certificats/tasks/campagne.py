"""What the certificates ask of the worker."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django_tasks import task

from academie.models import Utilisateur
from certificats.actions.campagne import campagnes_interrompues, demander_campagne, executer_campagne
from certificats.models import Campagne
from sessions.models import Session


@task()
def executer(campagne_id: int) -> None:
    executer_campagne(campagne_id)


@transaction.atomic
def delivrer(*, session: Session, par: Utilisateur | None, le: datetime | None = None) -> Campagne | None:
    """Issue the documents of a closed session: at once for a few people, by the worker for many; once however many ask."""
    campagne, nouvelle = demander_campagne(session=session, par=par, le=le)
    if campagne and nouvelle:
        executer.enqueue(campagne.pk)
    return campagne


def delivrer_aux_sessions(*, sessions: QuerySet[Session], parmi: Collection[int], par: Utilisateur) -> None:
    """The same for several closed sessions, each in its own transaction; an empty `parmi` means none."""
    for session in sessions.filter(pk__in=parmi):
        delivrer(session=session, par=par)


def reprendre_les_campagnes() -> None:
    """A worker died in the middle: another goes on."""
    for pk in campagnes_interrompues():
        executer.enqueue(pk)

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from sessions.notifications.trousse import envoyer_trousse
from sessions.queries.trousse import sessions_a_equiper


def envoyer_trousses(*, le: datetime | None = None) -> None:
    """The day before a session, send its trainers what they take to the room. Called again, nothing is sent twice."""
    for session in sessions_a_equiper(le or timezone.now()):
        with transaction.atomic():
            envoyer_trousse(session)

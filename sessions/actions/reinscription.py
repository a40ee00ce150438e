from datetime import datetime

from django.db import transaction

from sessions.actions.inscription import inscrire
from sessions.models import Inscription


@transaction.atomic
def reinscrire(*, inscription, le: datetime | None = None) -> Inscription:
    """Enrol whoever a cancellation left without a session in the one offered instead. Twice is once.

    Raises:
        Refus: a rule forbids it there.
    """
    personne = inscription.utilisateur
    return inscrire(session=inscription.session.remplacante, utilisateur=personne, par=personne, le=le)

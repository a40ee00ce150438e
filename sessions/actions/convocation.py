"""Convocations sent together, once seen who receives one."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from academie.regles import Refus
from sessions.models import Inscription, Session
from sessions.notifications.convocation import convoquer


@transaction.atomic
def envoyer_convocations(*, session: Session, le: datetime | None = None) -> list[Inscription]:
    """Send their convocation to those who have a seat and did not receive it for these dates. Twice is once.

    Raises:
        Refus: it is not sure that the session takes place, or it is over.
    """
    session = Session.objects.verrouiller(session.pk)
    if session.etat == Session.Etat.OUVERTE:
        raise Refus(
            _("Rien n'est parti : la session n'est pas encore confirmée. Confirmez-la, les convocations suivent.")
        )
    if session.etat != Session.Etat.CONFIRMEE and session.etat != Session.Etat.EN_COURS:
        raise Refus(
            _("Rien n'est parti : cette session est %(etat)s, personne n'y est plus convoqué.")
            % {"etat": session.get_etat_display()}
        )
    if session.fin <= (le or timezone.now()):
        raise Refus(_("Rien n'est parti : cette session est passée."))
    return convoquer(session)

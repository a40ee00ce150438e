"""Asking to be told of the sessions that open, being told once, and asking no more."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from academie.models import Territoire, Theme, Utilisateur
from academie.regles import Refus
from besoins.models import Programme
from sessions.models import Alerte, Session
from sessions.notifications.alerte import session_attendue
from sessions.queries.alerte import alertes_pour


@transaction.atomic
def demander_alerte(
    *,
    utilisateur: Utilisateur,
    programme: Programme | None = None,
    theme: Theme | None = None,
    territoire: Territoire | None = None,
    le: datetime | None = None,
) -> Alerte:
    """Tell this person when a session of the programme, or of the theme, opens there. Asked again, only the place changes.

    Args:
        territoire: a région or a département; None is everywhere.

    Raises:
        Refus: the programme left the catalogue, so that no session of it will open.
    """
    if programme and not programme.versions.publiees().exists():
        raise Refus(
            _("« %(titre)s » a quitté le catalogue : aucune session ne s'ouvrira. Choisissez un autre programme.")
            % {"titre": programme}
        )
    alerte, _nouvelle = Alerte.objects.update_or_create(
        utilisateur=utilisateur,
        programme=programme,
        theme=theme,
        arretee_le=None,
        defaults={"territoire": territoire},
        create_defaults={"territoire": territoire, "cree_le": le or timezone.now()},
    )
    return alerte


@transaction.atomic
def arreter_alerte(*, alerte: Alerte, le: datetime | None = None) -> Alerte:
    """Stop; once however many times it is asked."""
    Alerte.objects.actives().filter(pk=alerte.pk).update(arretee_le=le or timezone.now())
    return alerte


@transaction.atomic
def prevenir_de_la_session(*, session: Session) -> None:
    """Write to everybody who waits for such a session: one message each, whatever is run twice."""
    if session.etat in Session.OUVERTES:
        session_attendue(session, alertes_pour(session))

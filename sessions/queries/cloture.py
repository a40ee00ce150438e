"""Sessions that are over and wait to be closed."""

from datetime import datetime

from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext as _

from academie import francais
from sessions.models import Creneau, Session


def empechement_de_clore(session: Session, le: datetime | None = None) -> str:
    """Why `session` cannot be closed at `le`, and what to do; empty when it can."""
    if session.etat not in Session.VIVANTES:
        return _("Cette session est %(etat)s : il n'y a rien à clore.") % {"etat": session.get_etat_display()}
    if session.fin > (le or timezone.now()):
        return _("La session finit le %(jour)s à %(heure)s. Vous pourrez la clore ensuite.") % {
            "jour": francais.date_longue(session.fin),
            "heure": francais.heure(session.fin),
        }
    restantes = session.creneaux.exclude(emargement=Creneau.Emargement.CONTRESIGNE).order_by("debut", "pk")
    if manquante := restantes.first():
        return _(
            "La demi-journée du %(jour)s, %(heures)s, n'est pas contresignée. Demandez-le à qui l'anime, "
            "ou confiez-la à une autre personne en modifiant la session."
        ) % {
            "jour": francais.date_longue(manquante.debut),
            "heures": francais.plage(manquante.debut, manquante.fin),
        }
    return ""


def sessions_a_clore(le: datetime | None = None):
    """Open sessions that are over, oldest first."""
    le = le or timezone.now()
    # Over means begun: the index says it.
    return Session.objects.vivantes().filter(debut__lte=le, fin__lte=le).completes().order_by("fin", "pk")


def a_contresigner(sessions) -> dict[int, int]:
    """How many half-days are still to be countersigned, by session; those that have none are not there."""
    restantes = Creneau.objects.filter(session__in=sessions).exclude(emargement=Creneau.Emargement.CONTRESIGNE)
    return dict(restantes.order_by().values_list("session").annotate(n=Count("*")))

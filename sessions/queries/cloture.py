"""Sessions that are over and wait to be closed."""

from datetime import datetime

from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
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
    """Open sessions that are over, oldest first; `restantes` half-days to countersign."""
    le = le or timezone.now()
    a_signer = Creneau.objects.filter(session=OuterRef("pk")).exclude(emargement=Creneau.Emargement.CONTRESIGNE)
    restantes = Coalesce(Subquery(a_signer.order_by().values("session").annotate(n=Count("*")).values("n")), 0)
    # Over means begun: the index says it.
    finies = Session.objects.vivantes().filter(debut__lte=le, fin__lte=le)
    return finies.completes().annotate(restantes=restantes).order_by("fin", "pk")

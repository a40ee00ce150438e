from collections.abc import Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q, Sum
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from academie import francais
from sessions.models import Inscription, Session


@dataclass(frozen=True)
class Assiduite:
    """What one confirmed person followed of a session. Minutes are integers: no rounding decides a certificate."""

    inscription: Inscription
    minutes_prevues: int
    minutes_suivies: int
    seuil: int

    @property
    def pourcentage(self) -> float:
        """Between 0 and 100, to be shown; never to decide."""
        return 100 * self.minutes_suivies / self.minutes_prevues if self.minutes_prevues else 0.0

    @property
    def mesure(self) -> str:
        """ "13 h 30 sur 14 h, seuil 80 %": what decides, in words."""
        return _("%(suivies)s sur %(prevues)s, seuil %(seuil)s") % {
            "suivies": francais.duree(self.minutes_suivies),
            "prevues": francais.duree(self.minutes_prevues),
            "seuil": francais.pourcentage(Decimal(self.seuil) / 100, 0),
        }

    @property
    def atteint(self) -> bool:
        return self.minutes_suivies > 0 and self.minutes_suivies * 100 >= self.seuil * self.minutes_prevues


def assiduites(session: Session, *, parmi: Collection[int] | None = None) -> list[Assiduite]:
    """Attendance of every confirmed person, or of the enrolments `parmi`, by name. The programme's version has the threshold."""
    prevues = sum(creneau.minutes for creneau in session.creneaux.all())
    return [
        Assiduite(inscription, prevues, inscription.minutes_suivies, session.version.seuil_assiduite)
        for inscription in _confirmees(session, parmi)
    ]


def _confirmees(session: Session, parmi: Collection[int] | None) -> Iterable[Inscription]:
    suivies = Coalesce(Sum("emargements__minutes", filter=Q(emargements__absent=False)), 0)
    confirmees = session.inscriptions.confirmees()
    if parmi is not None:
        confirmees = confirmees.filter(pk__in=parmi)
    return (
        confirmees.select_related("utilisateur", "structure")
        .annotate(minutes_suivies=suivies)
        .order_by("utilisateur__nom", "utilisateur__prenom", "pk")
    )

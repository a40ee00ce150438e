"""After a cancellation: which session is offered instead, and the link by which each person joins it."""

from django.urls import reverse
from django.utils import timezone

from academie.autorisations.jetons import creer_jeton, lire_jeton
from sessions.models import Inscription, Session

USAGE = "reinscription"


def sessions_de_remplacement(session, le=None) -> list[Session]:
    """Those of the same programme that one may still join: the nearest date first, then the nearest place."""
    le = le or timezone.now()
    possibles = (
        Session.objects.ouvertes()
        .a_venir(le)
        .completes()
        .filter(version__programme=session.version.programme_id, cloture_inscriptions__gte=timezone.localdate(le))
        .exclude(pk=session.pk)
    )
    return sorted(possibles, key=lambda autre: (_jours(session, autre), _distance(session, autre), autre.pk))


def lien_de_reinscription(inscription) -> str:
    return reverse("sessions:reinscription", args=[creer_jeton(USAGE, inscription.pk)])


def inscription_du_jeton(jeton: str) -> Inscription:
    """The enrolment, in a cancelled session, that this link moves to the session offered instead.

    Raises:
        JetonInvalide: the link was not made here.
        Inscription.DoesNotExist: nothing is offered instead, or the enrolment had ended.
    """
    [pk] = lire_jeton(USAGE, jeton)
    return (
        Inscription.objects.actives()
        .select_related("utilisateur", "session__version__programme", "session__remplacante__version__programme__theme")
        .select_related("session__remplacante__lieu__commune", "session__remplacante__territoire")
        .get(pk=pk, session__etat=Session.Etat.ANNULEE, session__remplacante__isnull=False)
    )


def reinscrites(session) -> int:
    """How many of those whom the cancellation left without a session joined the one offered."""
    if not session.remplacante_id:
        return 0
    parties = Inscription.objects.actives().filter(session=session).values("utilisateur")
    return Inscription.objects.actives().filter(session=session.remplacante_id, utilisateur__in=parties).count()


def _jours(session, autre) -> int:
    return abs((autre.debut.date() - session.debut.date()).days)


def _distance(session, autre) -> int:
    """0 in the same commune, 1 in the same département, 2 in the same région, 3 beyond."""
    if session.lieu and autre.lieu and session.lieu.commune_id == autre.lieu.commune_id:
        return 0
    if session.departement_id and session.departement_id == autre.departement_id:
        return 1
    return 2 if session.territoire_id == autre.territoire_id else 3

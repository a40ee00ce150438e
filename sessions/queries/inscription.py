"""Reads about enrolments: who may enrol, who is in, who waits."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from academie import francais
from sessions.models import Inscription, Intervention, Session


def fermeture(session, le: datetime | None = None) -> str:
    """The rule that forbids everybody to enrol, as a sentence with what to do next; empty when nothing does."""
    le = le or timezone.now()
    if session.etat == Session.Etat.BROUILLON:
        return _("Les inscriptions à cette session ne sont pas encore ouvertes.")
    if session.etat == Session.Etat.ANNULEE:
        return _("Cette session est annulée. Cherchez une autre session du même programme.")
    if session.etat in Session.TENUES or session.debut <= le:
        return _("Cette session a déjà commencé ou eu lieu. Cherchez une autre session du même programme.")
    if session.cloture_inscriptions < timezone.localdate(le):
        return _("Les inscriptions sont closes depuis le %(jour)s. Cherchez une autre session du même programme.") % {
            "jour": francais.date_longue(session.cloture_inscriptions)
        }
    return ""


def empechement(session, utilisateur, le: datetime | None = None) -> str:
    """The rule that forbids `utilisateur` to enrol; empty when nothing does."""
    if raison := fermeture(session, le):
        return raison
    if Intervention.objects.filter(creneau__session=session, formateur=utilisateur).exists():
        return _("Vous animez cette session : vous ne pouvez pas vous y inscrire.")
    return ""


@dataclass(frozen=True)
class Situation:
    """Where a reader stands before a session: one of the four is set."""

    inscription: Inscription | None = None
    empechement: str = ""
    a_connecter: bool = False
    peut_s_inscrire: bool = False


def situation(session, utilisateur) -> Situation:
    """What the session's page offers to `utilisateur`, and why."""
    if not utilisateur.is_authenticated:
        raison = fermeture(session)
        return Situation(empechement=raison, a_connecter=not raison)
    if inscription := inscription_active(session, utilisateur):
        return Situation(inscription=inscription)
    if "inscription.creer" not in utilisateur.permissions:
        return Situation(
            empechement=fermeture(session)
            or _(
                "L'inscription est réservée aux animatrices et animateurs, avec leur propre compte. "
                "Transmettez-leur l'adresse de cette page."
            )
        )
    raison = empechement(session, utilisateur)
    return Situation(empechement=raison, peut_s_inscrire=not raison)


def inscription_active(session, utilisateur) -> Inscription | None:
    return Inscription.objects.actives().avec_rang().filter(session=session, utilisateur=utilisateur).first()


def rang(inscription) -> int:
    """Place in the waiting list, 1 for the first."""
    return (
        Inscription.objects.en_attente().filter(session=inscription.session_id, ordre__lt=inscription.ordre).count() + 1
    )


def attente(session) -> int:
    """How many wait."""
    return Inscription.objects.en_attente().filter(session=session).count()


def peut_s_annuler(inscription, le: datetime | None = None) -> bool:
    """Cancelling is open as long as the session is to come."""
    return (
        inscription.etat != Inscription.Etat.ANNULEE
        and inscription.session.etat in Session.OUVERTES
        and inscription.session.debut > (le or timezone.now())
    )

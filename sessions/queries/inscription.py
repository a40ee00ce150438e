"""Reads about enrolments: who may enrol, who is in, who waits."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from academie import francais
from sessions.models import Inscription, Intervention, Session


def empechement(session, utilisateur, le: datetime | None = None) -> str:
    """The rule that forbids `utilisateur` to enrol, as a sentence with what to do next; empty when nothing does."""
    le = le or timezone.now()
    if session.etat == Session.Etat.BROUILLON:
        return _("Les inscriptions à cette session ne sont pas encore ouvertes.")
    if session.etat == Session.Etat.ANNULEE:
        return _("Cette session est annulée. Cherchez une autre session du même programme.")
    if session.etat == Session.Etat.REALISEE or session.debut <= le:
        return _("Cette session a déjà commencé ou eu lieu. Cherchez une autre session du même programme.")
    if session.cloture_inscriptions < timezone.localdate(le):
        return _("Les inscriptions sont closes depuis le %(jour)s. Cherchez une autre session du même programme.") % {
            "jour": francais.date_longue(session.cloture_inscriptions)
        }
    if Intervention.objects.filter(creneau__session=session, formateur=utilisateur).exists():
        return _("Vous animez cette session : vous ne pouvez pas vous y inscrire.")
    return ""


def inscription_active(session, utilisateur) -> Inscription | None:
    return Inscription.objects.actives().avec_rang().filter(session=session, utilisateur=utilisateur).first()


def rang(inscription) -> int:
    """Place in the waiting list, 1 for the first."""
    return (
        Inscription.objects.en_attente().filter(session=inscription.session_id, ordre__lt=inscription.ordre).count() + 1
    )

"""The life of a session, from the opening of its enrolments to its archive. Each deed locks its row first."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from academie import francais
from academie.branchements.ouverture import apres_ouverture
from academie.regles import Refus
from sessions.actions.agenda import ecrire_fragments, rafraichir_agendas
from sessions.models import Creneau, MouvementSession, Session
from sessions.notifications.session import session_annulee, session_ouverte


@transaction.atomic
def ouvrir_session(*, session, par, le: datetime | None = None) -> Session:
    """Open enrolments: the session becomes public, in pages and calendars.

    Raises:
        Refus: cancelled or past, a half-day has no trainer, or the closing day has gone.
    """
    le = le or timezone.now()
    session = Session.objects.verrouiller(session.pk)
    if session.etat in (*Session.VIVANTES, *Session.TENUES):
        return session
    if session.etat == Session.Etat.ANNULEE:
        raise Refus(_("Cette session est annulée. Planifiez-en une nouvelle."))
    if session.debut <= le or session.cloture_inscriptions < timezone.localdate(le):
        raise Refus(_("Le dernier jour pour s'inscrire est passé. Modifiez les dates avant d'ouvrir les inscriptions."))
    orphelin = Creneau.objects.filter(session=session, interventions=None).first()
    if orphelin:
        raise Refus(
            _("Personne n'anime la demi-journée du %(jour)s. Indiquez qui l'anime avant d'ouvrir les inscriptions.")
            % {"jour": francais.date_longue(orphelin.debut)}
        )
    session.ouvrir(le=le)
    session.save()
    _noter(session, MouvementSession.Acte.OUVERTE, par=par, le=le)
    ecrire_fragments(session)
    rafraichir_agendas(session)
    session_ouverte(session)
    apres_ouverture(session=session)
    return session


@transaction.atomic
def annuler_session(*, session, motif: str, par, le: datetime | None = None) -> Session:
    """Cancel a session and tell everybody who enrolled, waits or gives it. Enrolments stay as they were.

    Raises:
        Refus: no reason, already closed, or attendance has begun.
    """
    le = le or timezone.now()
    session = Session.objects.verrouiller(session.pk)
    if session.etat == Session.Etat.ANNULEE:
        return session
    if session.etat in Session.TENUES:
        raise Refus(_("Cette session a eu lieu et elle est close : elle ne peut plus être annulée."))
    if not motif.strip():
        raise Refus(_("Indiquez le motif : il est envoyé aux personnes inscrites."), champ="motif")
    if session.creneaux.exclude(emargement=Creneau.Emargement.FERME).exists():
        raise Refus(_("L'émargement de cette session a commencé : elle a lieu. Vous pourrez la clore à sa fin."))
    publique = session.ouverte_le is not None
    session.annuler(le=le, motif=motif.strip())
    session.save()
    _noter(session, MouvementSession.Acte.ANNULEE, par=par, le=le, detail=session.motif_annulation)
    ecrire_fragments(session)
    rafraichir_agendas(session)
    if publique:
        session_annulee(session)
    return session


def _noter(session, acte, *, par, le, detail="") -> None:
    MouvementSession.objects.create(session=session, acte=acte, par=par, le=le, detail=detail[:500])

"""The life of a session, from the opening of its enrolments to its archive. Each deed locks its row first."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from academie import francais
from academie.branchements.ouverture import apres_ouverture
from academie.regles import Refus
from sessions.actions.agenda import annoncer, publier
from sessions.actions.occupation import occuper
from sessions.models import Creneau, MouvementSession, Session
from sessions.notifications.vie import session_annulee, session_confirmee, session_ouverte
from sessions.queries.reinscription import sessions_de_remplacement
from sessions.queries.vie import EMPECHEMENTS, sessions_a_archiver, sessions_a_confirmer, sessions_a_demarrer

Acte, Etat = MouvementSession.Acte, Session.Etat


@transaction.atomic
def ouvrir_session(*, session, par, le: datetime | None = None) -> Session:
    """Open enrolments: the session becomes public, in pages and calendars.

    Raises:
        Refus: cancelled, postponed or past, a half-day has no trainer, or the closing day has gone.
    """
    le = le or timezone.now()
    session = Session.objects.verrouiller(session.pk)
    if session.etat in (*Session.VIVANTES, *Session.TENUES):
        return session
    exiger_etat(session, Etat.BROUILLON)
    exiger_ouvrable(session, le)
    session.ouvrir(le=le)
    session.save()
    noter_acte(session, Acte.OUVERTE, par=par, le=le)
    session_ouverte(session)
    apres_ouverture(session=session)
    publier(session, le=le)
    return session


@transaction.atomic
def confirmer_session(*, session, par=None, motif: str = "", le: datetime | None = None) -> Session:
    """Say to everybody that the session takes place. Twice is once.

    Args:
        par: the gestionnaire who decides; None when the minimum decides.
        motif: why, when fewer people come than the minimum.

    Raises:
        Refus: not open or begun, or under the minimum without a word.
    """
    le = le or timezone.now()
    session = Session.objects.verrouiller(session.pk)
    if session.etat in (Etat.CONFIRMEE, Etat.EN_COURS, *Session.TENUES):
        return session
    exiger_etat(session, Etat.OUVERTE)
    if session.debut <= le:
        raise Refus(EMPECHEMENTS[Etat.EN_COURS])
    confirmees = session.inscriptions.confirmees().count()
    if confirmees < session.minimum and not motif.strip():
        raise Refus(
            _("%(confirmees)d inscriptions confirmées pour un minimum de %(minimum)d : dites pourquoi elle a lieu.")
            % {"confirmees": confirmees, "minimum": session.minimum},
            champ="motif",
        )
    session.confirmer(le=le)
    session.save()
    noter_acte(session, Acte.CONFIRMEE, par=par, le=le, detail=motif.strip() or _("Minimum atteint"))
    session_confirmee(session)
    annoncer(session, le=le)
    return session


@transaction.atomic
def demarrer_session(*, session, par=None, le: datetime | None = None) -> Session:
    """The first half-day begins, or its attendance opens. Twice is once.

    Raises:
        Refus: never opened, postponed or cancelled.
    """
    le = le or timezone.now()
    session = Session.objects.verrouiller(session.pk)
    if session.etat in (Etat.EN_COURS, *Session.TENUES):
        return session
    exiger_etat(session, *Session.OUVERTES)
    session.demarrer(le=le)
    session.save()
    noter_acte(session, Acte.DEMARREE, par=par, le=le)
    annoncer(session, le=le)
    return session


@transaction.atomic
def archiver_session(*, session, par=None, le: datetime | None = None) -> Session:
    """Nothing is written in it any more. Twice is once.

    Raises:
        Refus: not closed yet.
    """
    le = le or timezone.now()
    session = Session.objects.verrouiller(session.pk)
    if session.etat == Etat.ARCHIVEE:
        return session
    exiger_etat(session, Etat.REALISEE)
    session.archiver(le=le)
    session.save()
    noter_acte(session, Acte.ARCHIVEE, par=par, le=le)
    return session


@transaction.atomic
def annuler_session(*, session, motif: str, par, remplacante=None, le: datetime | None = None) -> Session:
    """Cancel a session and tell everybody who enrolled, waits or gives it. Enrolments stay as they were.

    Args:
        remplacante: the session that those who enrolled are offered instead, each by a link of their own.

    Raises:
        Refus: no reason, begun or closed, or the session offered is not one of the same programme that one may join.
    """
    le = le or timezone.now()
    session = Session.objects.verrouiller(session.pk)
    if session.etat == Etat.ANNULEE:
        return session
    exiger_motif(motif)
    exiger_etat(session, *Session.MODIFIABLES)
    exiger_emargement_ferme(session)
    if remplacante and remplacante not in sessions_de_remplacement(session, le):
        raise Refus(
            _("Cette session ne peut plus être proposée. Choisissez-en une autre du même programme."),
            champ="remplacante",
        )
    publique = session.ouverte_le is not None
    session.annuler(le=le, motif=motif.strip())
    session.remplacante = remplacante
    session.save()
    occuper(session)
    noter_acte(session, Acte.ANNULEE, par=par, le=le, detail=session.motif_annulation)
    if publique:
        session_annulee(session)
    publier(session, le=le)
    return session


def faire_vivre(*, le: datetime | None = None) -> None:
    """What happens to sessions by itself as time passes; the worker calls it. Each session is its own transaction."""
    le = le or timezone.now()
    for sessions, acte in (
        (sessions_a_demarrer, demarrer_session),
        (sessions_a_confirmer, confirmer_session),
        (sessions_a_archiver, archiver_session),
    ):
        for session in sessions(le):
            acte(session=session, le=le)


def exiger_etat(session, *etats) -> None:
    if session.etat not in etats:
        raise Refus(EMPECHEMENTS[session.etat])


def exiger_motif(motif: str) -> None:
    if not motif.strip():
        raise Refus(_("Indiquez le motif : il est envoyé aux personnes inscrites."), champ="motif")


def exiger_emargement_ferme(session) -> None:
    if session.creneaux.exclude(emargement=Creneau.Emargement.FERME).exists():
        raise Refus(_("L'émargement de cette session a commencé : elle a lieu. Vous pourrez la clore à sa fin."))


def exiger_ouvrable(session, le: datetime) -> None:
    """Its dates are to come, and somebody gives each half-day."""
    if session.debut <= le or session.cloture_inscriptions < timezone.localdate(le):
        raise Refus(_("Le dernier jour pour s'inscrire est passé. Modifiez les dates avant d'ouvrir les inscriptions."))
    orphelin = Creneau.objects.filter(session=session, interventions=None).first()
    if orphelin:
        raise Refus(
            _("Personne n'anime la demi-journée du %(jour)s. Indiquez qui l'anime avant d'ouvrir les inscriptions.")
            % {"jour": francais.date_longue(orphelin.debut)}
        )


def noter_acte(session, acte, *, par, le, detail="") -> None:
    MouvementSession.objects.create(session=session, acte=acte, par=par, le=le, detail=detail[:500])

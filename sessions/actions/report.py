"""A session that loses its dates, then finds others. Those who enrolled keep their place meanwhile."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from academie import francais
from academie.regles import Refus
from sessions.actions.agenda import publier
from sessions.actions.occupation import occuper
from sessions.actions.place import promouvoir
from sessions.actions.session import Projet, changer_session
from sessions.actions.vie import exiger_emargement_ferme, exiger_etat, exiger_motif, exiger_ouvrable, noter_acte
from sessions.models import MouvementSession, Session
from sessions.notifications.vie import session_redatee, session_reportee
from sessions.queries.session import formateurs_de

Acte, Etat = MouvementSession.Acte, Session.Etat


@transaction.atomic
def reporter_session(*, session, motif: str, par, le: datetime | None = None) -> Session:
    """Take the dates back: trainers and rooms are free again, calendars show them cancelled. Twice is once.

    Raises:
        Refus: no reason, not open, or attendance has begun.
    """
    le = le or timezone.now()
    session = Session.objects.verrouiller(session.pk)
    if session.etat == Etat.REPORTEE:
        return session
    exiger_motif(motif)
    exiger_etat(session, *Session.OUVERTES)
    exiger_emargement_ferme(session)
    session.reporter(le=le, motif=motif.strip())
    session.save()
    noter_acte(session, Acte.REPORTEE, par=par, le=le, detail=session.motif_report)
    occuper(session)
    session_reportee(session)
    publier(session, le=le)
    return session


@transaction.atomic
def redater_session(*, session, projet: Projet, par, le: datetime | None = None) -> Session:
    """Give new dates: the session opens again, and each who enrolled is asked whether they suit. Twice is once.

    Raises:
        Refus: not postponed, the plan cannot be held, or the dates are those that were taken back.
    """
    le = le or timezone.now()
    session = Session.objects.verrouiller(session.pk)
    anciennes, formateurs = _heures(session), formateurs_de(session)
    if session.etat in Session.OUVERTES:
        if anciennes == sorted((creneau.debut, creneau.fin) for creneau in projet.creneaux):
            return session
        raise Refus(_("Cette session a déjà ses dates : pour les changer, modifiez-la."))
    exiger_etat(session, Etat.REPORTEE)
    session = changer_session(session=session, projet=projet, par=par, le=le)
    exiger_ouvrable(session, le)
    if _heures(session) == anciennes:
        raise Refus(_("Ce sont les dates du report. Donnez-en d'autres à la session."))
    session.redater(le=le)
    session.save()
    periode = francais.periode(session.debut, session.fin)
    noter_acte(session, Acte.REDATEE, par=par, le=le, detail=periode)
    occuper(session)
    session_redatee(session, aussi=formateurs)
    promouvoir(session, le=le)
    publier(session, le=le)
    return session


def _heures(session) -> list:
    return list(session.creneaux.order_by("debut", "pk").values_list("debut", "fin"))

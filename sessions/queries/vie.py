"""Where a session stands in its life, and what its next step waits for."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, F, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from academie.regles import regle
from sessions.models import Inscription, Session

Etat = Session.Etat
# Why a deed that this state does not allow is refused, and what to do next.
EMPECHEMENTS = {
    Etat.BROUILLON: _("Cette session est encore un brouillon : ouvrez d'abord les inscriptions."),
    Etat.OUVERTE: _("Cette session est encore à venir : attendez sa fin, ou annulez-la."),
    Etat.CONFIRMEE: _("Cette session est encore à venir : attendez sa fin, ou annulez-la."),
    Etat.EN_COURS: _("Cette session a commencé : vous pourrez la clore à sa fin."),
    Etat.REALISEE: _("Cette session a eu lieu et elle est close : elle ne change plus."),
    Etat.ARCHIVEE: _("Cette session est archivée : plus rien ne s'y écrit."),
    Etat.REPORTEE: _("Cette session est reportée : donnez-lui d'abord de nouvelles dates."),
    Etat.ANNULEE: _("Cette session est annulée : planifiez-en une nouvelle."),
}


def jour_de_decision(session) -> date:
    """The last day to decide whether a session under its minimum takes place."""
    return session.debut.date() - timedelta(days=regle("session.decision"))


def avec_confirmees(sessions):
    """Annotate `confirmees`: how many people will come for sure."""
    confirmees = Inscription.objects.confirmees().filter(session=OuterRef("pk")).order_by().values("session")
    return sessions.annotate(confirmees=Coalesce(Subquery(confirmees.annotate(n=Count("*")).values("n")), 0))


def sessions_a_confirmer(le: datetime):
    """Open ones that enough people will attend, while there is time to tell them."""
    delai = timedelta(days=regle("session.confirmation", timezone.localdate(le)))
    ouvertes = Session.objects.filter(etat=Etat.OUVERTE, debut__gt=le + delai)
    return avec_confirmees(ouvertes).filter(confirmees__gte=F("minimum"))


def sessions_sous_le_minimum(le: datetime):
    """Open ones that begin soon without enough people, the nearest first."""
    bientot = le + timedelta(days=2 * regle("session.decision", timezone.localdate(le)))
    ouvertes = Session.objects.filter(etat=Etat.OUVERTE, debut__gt=le, debut__lt=bientot)
    return avec_confirmees(ouvertes).filter(confirmees__lt=F("minimum")).order_by("debut", "pk")


def sessions_a_demarrer(le: datetime):
    return Session.objects.ouvertes().filter(debut__lte=le)


def sessions_a_archiver(le: datetime):
    delai = timedelta(days=regle("session.archivage", timezone.localdate(le)))
    return Session.objects.filter(etat=Etat.REALISEE, cloturee_le__lte=le - delai)


@dataclass(frozen=True)
class Geste:
    """A deed that a session's state allows, as a button."""

    adresse: str
    libelle: str
    genre: str = "btn-outline-primary"


MODIFIER = Geste("session_update", _("Modifier"))
REPORTER = Geste("session_reporter", _("Reporter…"))
ANNULER = Geste("session_annuler", _("Annuler la session…"), "btn-outline-danger")
AUTRES_DATES = Geste("session_dupliquer", _("Autres dates…"))
CLORE = Geste("session_cloturer", _("Clore la session…"), "btn-primary")
GESTES: dict[str, tuple[Geste, ...]] = {
    Etat.BROUILLON: (
        Geste("session_ouvrir", _("Ouvrir les inscriptions…"), "btn-primary"),
        MODIFIER,
        AUTRES_DATES,
        ANNULER,
    ),
    Etat.OUVERTE: (
        Geste("session_confirmer", _("Confirmer la session…"), "btn-primary"),
        MODIFIER,
        AUTRES_DATES,
        REPORTER,
        ANNULER,
    ),
    Etat.CONFIRMEE: (MODIFIER, AUTRES_DATES, REPORTER, ANNULER),
    Etat.EN_COURS: (AUTRES_DATES,),
    Etat.REALISEE: (Geste("session_archiver", _("Archiver…")), AUTRES_DATES),
    Etat.ARCHIVEE: (AUTRES_DATES,),
    Etat.REPORTEE: (Geste("session_redater", _("Fixer de nouvelles dates…"), "btn-primary"), ANNULER),
    Etat.ANNULEE: (AUTRES_DATES,),
}


def gestes(session, le: datetime | None = None) -> tuple[Geste, ...]:
    """What its state and its dates allow now: once over, there is only to close it."""
    if session.etat in Session.VIVANTES and session.fin <= (le or timezone.now()):
        return (CLORE,)
    return GESTES.get(session.etat, ())


@dataclass(frozen=True)
class Effectif:
    """The people who will come for sure, against the minimum, on the day to decide."""

    confirmees: int
    minimum: int
    decision: date
    insuffisant: bool
    a_decider: bool


def effectif(session, le: date | None = None) -> Effectif:
    confirmees = session.inscriptions.confirmees().count()
    decision = jour_de_decision(session)
    insuffisant = session.etat == Etat.OUVERTE and confirmees < session.minimum
    a_decider = insuffisant and decision <= (le or timezone.localdate())
    return Effectif(confirmees, session.minimum, decision, insuffisant, a_decider)

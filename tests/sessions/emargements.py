"""Sessions that took place, or take place now: built by the actions, at dates given."""

from datetime import datetime, timedelta

from django.utils import timezone

from academie.models import Affectation
from sessions.actions.emargement import contresigner, ouvrir_emargement, signer_presence
from sessions.actions.inscription import inscrire
from sessions.actions.session import planifier_session
from sessions.actions.vie import ouvrir_session
from sessions.models import Creneau, Inscription, Session
from sessions.queries.emargement import code_de_la_salle
from tests.sessions.fabriques import projet, version_publiee


def session_au(d, *, dans: int = 0, personnes=(), version=None, **projet_) -> Session:
    """A session whose day is `dans` days from today, planned, opened and enrolled in a month before."""
    avant = timezone.now() - timedelta(days=40)
    Affectation.objects.update(debut=avant.date())
    session = planifier_session(
        version=version or version_publiee(d), projet=projet(d, dans=dans, **projet_), par=d.gestionnaire, le=avant
    )
    session = ouvrir_session(session=session, par=d.gestionnaire, le=avant)
    for personne in personnes:
        inscrire(session=session, utilisateur=personne, par=personne, le=avant)
    return Session.objects.completes().get(pk=session.pk)


def demi_journee(session, rang: int = 0) -> Creneau:
    return session.creneaux.select_related("session__version__programme").order_by("debut")[rang]


def inscription_de(session, personne) -> Inscription:
    return session.inscriptions.select_related("utilisateur").get(utilisateur=personne)


def au_debut(creneau) -> datetime:
    return creneau.debut + timedelta(minutes=4)


def ouvrir(creneau, d) -> Creneau:
    return ouvrir_emargement(creneau=creneau, par=d.formateur, le=creneau.debut - timedelta(minutes=5))


def ouvrir_maintenant(creneau, d) -> Creneau:
    """Its code is good at the time of the test, whatever the hour."""
    return ouvrir_emargement(
        creneau=creneau, par=d.formateur, le=max(timezone.now(), creneau.debut - timedelta(minutes=5))
    )


def signer(creneau, inscription, **autres):
    valeurs = {"nom": "Animateur Test", "le": au_debut(creneau)} | autres
    valeurs.setdefault("code", code_de_la_salle(creneau, valeurs["le"]))
    return signer_presence(creneau=creneau, inscription=inscription, **valeurs)


def contresigner_tout(session, d, *, sauf=()) -> None:
    """Every half-day opened, signed by everybody but those in `sauf`, and countersigned at its end."""
    for creneau in session.creneaux.order_by("debut"):
        creneau = ouvrir(creneau, d)
        for inscription in session.inscriptions.confirmees().exclude(utilisateur__in=sauf):
            signer(creneau, inscription)
        contresigner(creneau=creneau, par=d.formateur, le=creneau.fin)

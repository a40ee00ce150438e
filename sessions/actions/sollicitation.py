"""Asking for evaluations at the right time, by themselves, once each; reminding those who stay silent."""

from datetime import datetime
from itertools import groupby

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from academie import francais
from academie.models import Structure
from academie.regles import regle
from besoins.actions.envoi import partir
from besoins.models import Envoi, Invitation, profil_de_territoire
from sessions.actions.evaluation import evaluation_de, evaluation_des_financeurs
from sessions.models import Evaluation, Financeur, Session, Sollicitation
from sessions.queries.sollicitation import (
    a_relancer,
    attendues,
    financeurs_a_solliciter,
    sessions_a_solliciter,
)

Genre = Evaluation.Genre


def solliciter_a_temps(*, le: datetime | None = None) -> None:
    """Ask everybody whose time has come. Called again, nobody is asked twice."""
    le = le or timezone.now()
    for genre in Genre:
        if genre != Genre.FINANCEUR:
            for session in sessions_a_solliciter(genre, le):
                solliciter(session=session, genre=genre, le=le)
    solliciter_financeurs(le=le)
    relancer_silencieux(le=le)


@transaction.atomic
def solliciter(*, session: Session, genre: str, le: datetime) -> list[Sollicitation]:
    """Ask those of a session who have not been asked yet, and write to them. Done twice, done once."""
    if not attendues(session, genre):
        return []
    evaluation = _verrouiller(evaluation_de(version=session.version, genre=genre, le=le))
    faites = []
    for qui in attendues(session, genre):
        invitation = Invitation.objects.create(
            enquete=evaluation.enquete,
            structure=qui.structure,
            nom=qui.nom[:200],
            email=qui.email.lower(),
            dossier=f"session:{session.pk}",
            etat=Invitation.Etat.PREPAREE,
            role=_role(qui),
            **_profil(session, qui.structure),
        )
        faites.append(
            Sollicitation.objects.create(
                evaluation=evaluation,
                session=session,
                inscription=qui.inscription,
                formateur=qui.formateur,
                structure=qui.structure,
                invitation=invitation,
                demandee_le=le,
            )
        )
    _ecrire(evaluation, Envoi.Genre.INVITATION, faites, session, le)
    return faites


@transaction.atomic
def solliciter_financeurs(*, le: datetime) -> list[Sollicitation]:
    """Once a year, from the month of the rule on."""
    jour = timezone.localdate(le)
    if jour.month < regle("evaluation.financeurs_mois"):
        return []
    attendus = list(financeurs_a_solliciter(jour.year))
    auteur = _auteur() if attendus else None
    if auteur is None:
        return []
    evaluation = _verrouiller(evaluation_des_financeurs(annee=jour.year, par=auteur, le=le))
    faites = [_solliciter_financeur(evaluation, qui, le) for qui in financeurs_a_solliciter(jour.year)]
    _ecrire(evaluation, Envoi.Genre.INVITATION, faites, None, le)
    return faites


@transaction.atomic
def relancer_silencieux(*, le: datetime) -> int:
    """Remind, session by session, those who were asked some time ago. Return how many."""
    verrouillees = list(a_relancer(le).select_for_update(of=["self"]))
    for (evaluation, session), groupe in groupby(verrouillees, key=lambda s: (s.evaluation, s.session)):
        _ecrire(evaluation, Envoi.Genre.RELANCE, list(groupe), session, le)
    return len(verrouillees)


def _solliciter_financeur(evaluation: Evaluation, qui: Financeur, le: datetime) -> Sollicitation:
    invitation = Invitation.objects.create(
        enquete=evaluation.enquete,
        nom=qui.nom,
        email=qui.email,
        dossier=f"annee:{evaluation.annee}",
        etat=Invitation.Etat.PREPAREE,
        role=Invitation.Role.AUTRE,
    )
    return Sollicitation.objects.create(evaluation=evaluation, financeur=qui, invitation=invitation, demandee_le=le)


def _ecrire(evaluation: Evaluation, genre: str, faites: list[Sollicitation], session: Session | None, le) -> None:
    if faites:
        invitations = [faite.invitation for faite in faites]
        partir(evaluation.enquete, genre, invitations, evaluation.enquete.cree_par, _mot(session), le)


def _mot(session: Session | None) -> str:
    """Which session: the same person may be asked about two of one programme."""
    if session is None:
        return ""
    faits = {"titre": session.titre, "periode": francais.periode(session.debut, session.fin)}
    return _("Il s'agit de la session « %(titre)s », %(periode)s.") % faits


def _verrouiller(evaluation: Evaluation) -> Evaluation:
    """Two workers that ask at once wait for each other here."""
    return Evaluation.objects.select_for_update(of=["self"]).select_related("enquete__cree_par").get(pk=evaluation.pk)


def _role(qui) -> str:
    if qui.inscription:
        return Invitation.Role.ANIMATEUR
    return Invitation.Role.STRUCTURE if qui.structure else Invitation.Role.AUTRE


def _profil(session: Session, structure: Structure | None) -> dict:
    """Where it took place, or where the employer is: the keys of results by territory."""
    if structure:
        return {**profil_de_territoire(structure.territoire), "nature": structure.genre}
    return {"region_id": session.territoire_id, "departement_id": session.departement_id}


def _auteur():
    """In whose name funders are asked: whoever wrote the latest published programme."""
    session = Session.objects.filter(etat__in=Session.TENUES).select_related("version__redige_par").last()
    return session.version.redige_par if session else None

"""Several people enrolled together, by a référent for colleagues or by a gestionnaire; nobody is stopped by another."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from academie.actions.utilisateur import creer_compte
from academie.autorisations.table import Role
from academie.models import Structure, Utilisateur
from academie.regles import Refus
from sessions.actions.inscription import inscrire
from sessions.actions.positionnement import Demande
from sessions.models import Inscription, Session
from sessions.notifications.groupe import compte_ouvert
from sessions.queries.groupe import PAS_DE_LA_STRUCTURE, SANS_NOM, LigneLue, Sort, affectations_inscriptibles, employes


@dataclass(frozen=True)
class Issue:
    """What became of one person: an enrolment, made now or before, or why there is none."""

    qui: str
    inscription: Inscription | None = None
    refus: str = ""


@transaction.atomic
def inscrire_groupe(
    *, session, personnes: Iterable[Utilisateur], par, demande: Demande, le: datetime | None = None
) -> list[Issue]:
    """Enrol each of `personnes`, in the order of their names; one refused does not stop the others. Twice is once.

    Raises:
        PermissionDenied: somebody whom `par` may not enrol, or an exception that `par` may not grant.
    """
    le = le or timezone.now()
    if demande.derogation and "session.planifier" not in par.permissions:
        raise PermissionDenied
    Session.objects.verrouiller(session.pk)
    structures = _structures(personnes := list(personnes), par, le)
    return [_inscrire(session, personne, structures[personne.pk], par, demande, le) for personne in personnes]


@transaction.atomic
def inscrire_lignes(
    *,
    session,
    structure: Structure,
    lignes: Sequence[LigneLue],
    par,
    demande: Demande,
    le: datetime | None = None,
) -> list[Issue]:
    """Enrol each line of a file; an unknown address gets an account in the structure and is invited. Twice is once.

    Raises:
        PermissionDenied: a structure for which `par` may not enrol people, or an exception that `par` may not grant.
    """
    le = le or timezone.now()
    gestionnaire = "session.planifier" in par.permissions
    if not (gestionnaire or (structure.pk in par.structures_comme(Role.REFERENT) and not demande.derogation)):
        raise PermissionDenied
    Session.objects.verrouiller(session.pk)
    issues = []
    for ligne in lignes:
        if ligne.sort == Sort.FAUSSE:
            qui = _("Ligne %(n)d") % {"n": ligne.numero}
            issues.append(Issue(qui, refus=ligne.precision))
        else:
            issues.append(_inscrire_ligne(session, structure, ligne, par, demande, le))
    return issues


def _inscrire_ligne(session, structure, ligne: LigneLue, par, demande: Demande, le: datetime) -> Issue:
    personne = Utilisateur.objects.filter(email=ligne.email).first()
    if personne and personne.pk not in employes(structure, par, [personne], le):
        return Issue(ligne.email, refus=str(PAS_DE_LA_STRUCTURE))
    if personne:
        return _inscrire(session, personne, structure, par, demande, le)
    if not (ligne.prenom and ligne.nom):
        return Issue(ligne.email, refus=str(SANS_NOM))
    try:
        # Refused, no account is left behind.
        with transaction.atomic():
            personne = creer_compte(
                email=ligne.email,
                prenom=ligne.prenom,
                nom=ligne.nom,
                affectations=[(Role.ANIMATEUR, structure)],
                depuis=timezone.localdate(le),
            )
            inscription = inscrire(
                session=session, utilisateur=personne, par=par, structure=structure, demande=demande, le=le
            )
            compte_ouvert(inscription, par=par)
    except Refus as refus:
        return Issue(ligne.email, refus=str(refus))
    return Issue(str(personne), inscription)


def _inscrire(session, personne, structure, par, demande: Demande, le: datetime) -> Issue:
    try:
        inscription = inscrire(
            session=session, utilisateur=personne, par=par, structure=structure, demande=demande, le=le
        )
    except Refus as refus:
        return Issue(str(personne), refus=str(refus))
    return Issue(str(personne), inscription)


def _structures(personnes: list[Utilisateur], par, le: datetime) -> Mapping[int, Structure]:
    """In whose name each is enrolled: the latest structure that employs them and where `par` may."""
    affectations = affectations_inscriptibles(par, le).filter(utilisateur__in=personnes).order_by("debut", "pk")
    structures = {affectation.utilisateur_id: affectation.structure for affectation in affectations}
    if len(structures) < len({personne.pk for personne in personnes}):
        raise PermissionDenied
    return structures

"""Enrolling and giving back. Every deed locks the session first: arrival order is the order of the lock."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from academie.autorisations.table import Role
from academie.regles import Refus
from sessions.actions.accord import accord_a_demander, demander_accord
from sessions.actions.place import liberer_place, prendre_place
from sessions.actions.positionnement import Demande, ecrire_demande
from sessions.models import Inscription, Session
from sessions.notifications.inscription import (
    inscription_a_accorder,
    inscription_annulee,
    inscription_confirmee,
    inscription_en_attente,
)
from sessions.queries.attente import annulation_tardive, empechement_d_annuler
from sessions.queries.inscription import empechement
from sessions.queries.session import deroule_de

Etat = Inscription.Etat
Cause = Inscription.Cause
ANNONCES = {
    Etat.CONFIRMEE: inscription_confirmee,
    Etat.A_ACCORDER: inscription_a_accorder,
    Etat.EN_ATTENTE: inscription_en_attente,
}


@transaction.atomic
def inscrire(
    *, session, utilisateur, par, demande: Demande | None = None, structure=None, le: datetime | None = None
) -> Inscription:
    """Give `utilisateur` a seat, or the last place in the waiting list; the enrolment they already have otherwise.

    Args:
        structure: in whose name, when the person is of several.

    Raises:
        Refus: a rule forbids it.
    """
    le = le or timezone.now()
    session = Session.objects.verrouiller(session.pk)
    deja = Inscription.objects.actives().filter(session=session, utilisateur=utilisateur)
    if deja.exists():
        return deja.get()
    motif = demande.derogation if demande else ""
    confirmes = demande.prerequis_confirmes if demande else None
    choisie, structure, deroule = structure, structure or utilisateur.structure, deroule_de(session)
    if raison := empechement(
        session,
        utilisateur,
        le,
        structure=choisie,
        prerequis_confirmes=confirmes,
        derogation=motif,
        deroule=deroule,
    ):
        raise Refus(raison)
    a_accorder = accord_a_demander(structure)
    inscription = prendre_place(session, utilisateur, structure, le=le, par=par, a_accorder=a_accorder, motif=motif)
    if demande:
        ecrire_demande(inscription, demande)
    if a_accorder:
        demander_accord(inscription, le=le)
    ANNONCES[inscription.etat](inscription, deroule)
    return inscription


@transaction.atomic
def annuler_inscription(*, inscription, par, motif: str = "", le: datetime | None = None) -> Inscription:
    """Give the seat, or the place in the waiting list, back; the next is offered what comes free.

    Raises:
        Refus: the session has begun, is over or is cancelled; attendance is noted; a late cancellation without a reason.
    """
    le = le or timezone.now()
    session = Session.objects.verrouiller(inscription.session_id)
    inscription = Inscription.objects.select_related("utilisateur").get(pk=inscription.pk)
    inscription.session = session
    if inscription.etat == Etat.ANNULEE:
        return inscription
    if raison := empechement_d_annuler(inscription, le):
        raise Refus(raison)
    cause = _cause(inscription, par)
    tardive = cause != Cause.GESTION and annulation_tardive(inscription, le)
    if tardive and not motif.strip():
        raise Refus(_("Le premier jour est proche : dites pourquoi, pour que l'équipe puisse réagir."), champ="motif")
    liberer_place(inscription, cause=cause, par=par, le=le, motif=motif.strip(), tardive=tardive)
    inscription_annulee(inscription, motif=motif.strip())
    return inscription


def _cause(inscription, par) -> str:
    if par.pk == inscription.utilisateur_id:
        return Cause.OFFRE_REFUSEE if inscription.etat == Etat.PROPOSEE else Cause.DESISTEMENT
    if inscription.structure_id in par.structures_comme(Role.REFERENT):
        return Cause.EMPLOYEUR
    return Cause.GESTION

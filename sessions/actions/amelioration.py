"""What the Académie does better: decided on evidence, done, and its effect checked."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from academie.models import Utilisateur
from academie.regles import Refus
from sessions.models import Amelioration

Etat = Amelioration.Etat
REDACTION = (
    "titre", "description", "origine", "constat", "reclamation", "session", "programme", "responsable", "echeance",
)  # fmt: skip


@transaction.atomic
def prevoir_amelioration(
    *, amelioration: Amelioration, par: Utilisateur, cle: UUID | None = None, le: datetime | None = None
) -> Amelioration:
    """Decide on an action. The same `cle` twice is one action.

    Raises:
        Refus: it comes from a complaint and does not say which.
    """
    Utilisateur.objects.select_for_update(no_key=True).get(pk=par.pk)
    if cle and (deja := Amelioration.objects.filter(cle=cle, cree_par=par).first()):
        return deja
    _verifier(amelioration)
    amelioration.cle = cle or amelioration.cle
    amelioration.cree_par, amelioration.cree_le = par, le or timezone.now()
    amelioration.save()
    return amelioration


@transaction.atomic
def modifier_amelioration(*, amelioration: Amelioration) -> Amelioration:
    """Correct an action that is still to be done.

    Raises:
        Refus: it is done, or it comes from a complaint and does not say which.
    """
    if _verrouiller(amelioration).etat != Etat.PREVUE:
        raise Refus(_("Cette action n'est plus à faire : elle ne change plus. Prévoyez-en une autre au besoin."))
    _verifier(amelioration)
    amelioration.save(update_fields=REDACTION)
    return amelioration


@transaction.atomic
def faire_amelioration(*, amelioration: Amelioration, realisation: str, le: datetime | None = None) -> Amelioration:
    """Say that it is done, and what was done. Done twice, done once.

    Raises:
        Refus: nothing said, or it was given up.
    """
    amelioration = _verrouiller(amelioration)
    if amelioration.etat in (Etat.FAITE, Etat.VERIFIEE):
        return amelioration
    if amelioration.etat == Etat.ABANDONNEE:
        raise Refus(_("Cette action a été abandonnée. Prévoyez-en une nouvelle."))
    if not realisation.strip():
        raise Refus(_("Écrivez ce qui a été fait : c'est la preuve que lira l'auditeur."), champ="realisation")
    amelioration.faire(realisation=realisation.strip(), le=le or timezone.now())
    amelioration.save()
    return amelioration


@transaction.atomic
def verifier_amelioration(
    *, amelioration: Amelioration, effet: str, efficace: bool, le: datetime | None = None
) -> Amelioration:
    """Say what it changed. Checked twice, checked once.

    Raises:
        Refus: it is not done yet, or nothing is said.
    """
    amelioration = _verrouiller(amelioration)
    if amelioration.etat == Etat.VERIFIEE:
        return amelioration
    if amelioration.etat != Etat.FAITE:
        raise Refus(_("Cette action n'est pas faite : son effet ne se vérifie pas encore."))
    if not effet.strip():
        raise Refus(_("Écrivez l'effet constaté, avec le chiffre ou le fait qui le montre."), champ="effet")
    amelioration.verifier(effet=effet.strip(), efficace=efficace, le=le or timezone.now())
    amelioration.save()
    return amelioration


@transaction.atomic
def abandonner_amelioration(*, amelioration: Amelioration, motif: str, le: datetime | None = None) -> Amelioration:
    """Give an action up, with the reason. Given up twice, given up once.

    Raises:
        Refus: it is done already, or no reason is given.
    """
    amelioration = _verrouiller(amelioration)
    if amelioration.etat == Etat.ABANDONNEE:
        return amelioration
    if amelioration.etat != Etat.PREVUE:
        raise Refus(_("Cette action est déjà faite : vérifiez plutôt son effet."))
    if not motif.strip():
        raise Refus(_("Indiquez pourquoi cette action est abandonnée."), champ="motif")
    amelioration.abandonner(motif=motif.strip(), le=le or timezone.now())
    amelioration.save()
    return amelioration


def _verrouiller(amelioration: Amelioration) -> Amelioration:
    return Amelioration.objects.select_for_update().get(pk=amelioration.pk)


def _verifier(amelioration: Amelioration) -> None:
    if amelioration.origine == Amelioration.Origine.RECLAMATION and amelioration.reclamation_id is None:
        raise Refus(_("Choisissez la réclamation dont cette action vient."), champ="reclamation")

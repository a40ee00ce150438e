from collections.abc import Iterable
from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from academie.models import Structure
from academie.regles import Refus
from besoins.actions.envoi import partir, refuser_si_fermee
from besoins.actions.population import ajouter_structures
from besoins.models import Enquete, Envoi, Invitation
from besoins.notifications.invitation import annoncer_nouveau_lien
from besoins.queries.envoi import destinataires

Etat = Invitation.Etat


@transaction.atomic
def inviter_structures(
    *, enquete: Enquete, structures: Iterable[Structure], le: datetime | None = None
) -> list[Invitation]:
    """Add these structures to the population and write at once to those that have an address and were never invited.

    Raises:
        Refus: the survey does not receive answers.
    """
    le = le or timezone.now()
    structures = list(structures)
    refuser_si_fermee(Enquete.objects.select_for_update().get(pk=enquete.pk), le)
    ajouter_structures(enquete=enquete, structures=structures)
    choisies = destinataires(enquete, Envoi.Genre.INVITATION, le).filter(structure__in=structures)
    invitations = list(choisies.select_related("structure", "enquete").order_by("pk"))
    if not invitations:
        return []
    partir(enquete, Envoi.Genre.INVITATION, invitations, enquete.cree_par, "", le)
    return list(Invitation.objects.filter(pk__in=[i.pk for i in invitations]).select_related("structure", "enquete"))


@transaction.atomic
def renvoyer_invitation(*, invitation: Invitation, email: str, version: int, le: datetime | None = None) -> Invitation:
    """Send a new link, to a corrected address if need be; the former link stops working.

    `version` is the one that the person saw: when it has changed, the link was sent already.

    Raises:
        Refus: the address is not one or is another person's, this one has answered or refused, or the survey does not
            receive answers.
    """
    le = le or timezone.now()
    invitation = _verrouiller(invitation)
    if invitation.version != version:
        return invitation
    _refuser_si_finie(invitation)
    if not invitation.enquete.accepte_reponses(timezone.localdate(le)):
        raise Refus(_("L'enquête ne reçoit pas de réponses aujourd'hui : un nouveau lien ne servirait pas."))
    invitation.email = _adresse(invitation, email)
    invitation.version, invitation.rebond_le = version + 1, None
    if invitation.etat == Etat.PREPAREE:
        invitation.envoyer(le=le)
    invitation.invitee_le = le
    invitation.save(update_fields=["email", "version", "rebond_le", "etat", "invitee_le"])
    annoncer_nouveau_lien(invitation)
    return invitation


@transaction.atomic
def noter_rebond(*, invitation: Invitation, le: datetime | None = None) -> Invitation:
    """The address does not receive: nothing more is sent there until it is corrected."""
    invitation = _verrouiller(invitation)
    if invitation.rebond_le is None:
        invitation.rebond_le = le or timezone.now()
        invitation.save(update_fields=["rebond_le"])
    return invitation


@transaction.atomic
def refuser_invitation(*, invitation: Invitation, motif: str = "") -> Invitation:
    """They do not wish to answer: no reminder any more. Refused twice, refused once.

    Raises:
        Refus: they have answered, or were never invited.
    """
    invitation = _verrouiller(invitation)
    if invitation.etat == Etat.REFUSEE:
        return invitation
    if invitation.etat == Etat.REPONDUE:
        raise Refus(_("Cette personne a déjà répondu : sa réponse est gardée."))
    if invitation.etat == Etat.PREPAREE:
        raise Refus(_("Cette personne n'a pas encore été invitée : retirez-la de la population."))
    invitation.refuser(motif=motif[:300])
    invitation.save(update_fields=["etat", "motif_refus"])
    return invitation


def _verrouiller(invitation: Invitation) -> Invitation:
    return (
        Invitation.objects.select_for_update(of=["self"]).select_related("enquete", "structure").get(pk=invitation.pk)
    )


def _refuser_si_finie(invitation: Invitation) -> None:
    if invitation.etat == Etat.REPONDUE:
        raise Refus(_("Cette personne a déjà répondu : elle n'a plus besoin de lien."))
    if invitation.etat == Etat.REFUSEE:
        raise Refus(_("Cette personne ne souhaite pas répondre : ne lui écrivez plus."))


def _adresse(invitation: Invitation, email: str) -> str:
    email = email.strip().lower()
    try:
        validate_email(email)
    except ValidationError as erreur:
        raise Refus(
            _("Indiquez une adresse électronique complète, par exemple nom@commune.fr."), champ="email"
        ) from erreur
    memes = Invitation.objects.filter(
        enquete=invitation.enquete_id, structure=None, email=email, dossier=invitation.dossier
    )
    if invitation.structure_id is None and memes.exclude(pk=invitation.pk).exists():
        raise Refus(_("Une autre personne de la population a déjà cette adresse."), champ="email")
    return email

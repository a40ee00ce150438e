from collections.abc import Iterable
from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from academie.models import Structure
from academie.regles import Refus
from besoins.models import Enquete, Invitation, profil_de_territoire
from besoins.notifications.invitation import annoncer_invitation


@transaction.atomic
def inviter_structures(
    *, enquete: Enquete, structures: Iterable[Structure], le: datetime | None = None
) -> list[Invitation]:
    """Invite, by e-mail, the structures that have an address and are not invited yet; return the new invitations.

    Raises:
        Refus: the survey does not receive answers.
    """
    enquete = Enquete.objects.select_for_update().get(pk=enquete.pk)
    le = le or timezone.now()
    if not enquete.accepte_reponses(timezone.localdate(le)):
        raise Refus(
            _("Vous ne pouvez pas inviter de structures : l'enquête ne reçoit pas de réponses. Ouvrez-la d'abord.")
        )
    deja = set(enquete.invitations.values_list("structure", flat=True))
    invitations = Invitation.objects.bulk_create(
        Invitation(
            enquete=enquete,
            structure=structure,
            territoire=structure.territoire,
            email=structure.email,
            invitee_le=le,
            nature=structure.genre,
            role=Invitation.Role.STRUCTURE,
            **profil_de_territoire(structure.territoire),
        )
        for structure in structures
        if structure.email and structure.pk not in deja
    )
    for invitation in invitations:
        annoncer_invitation(invitation)
    return invitations


@transaction.atomic
def renvoyer_invitation(*, invitation: Invitation, email: str, version: int) -> Invitation:
    """Send a new link, to a corrected address if need be; the former link stops working.

    `version` is the one that the person saw: when it has changed, the link was sent already.

    Raises:
        Refus: the address is not one, the structure has answered, or the survey does not receive answers.
    """
    invitation = (
        Invitation.objects.select_for_update(of=["self"]).select_related("enquete", "structure").get(pk=invitation.pk)
    )
    if invitation.version != version:
        return invitation
    if invitation.etat == Invitation.Etat.REPONDUE:
        raise Refus(_("Cette structure a déjà répondu : elle n'a plus besoin de lien."))
    if not invitation.enquete.accepte_reponses(timezone.localdate()):
        raise Refus(_("L'enquête ne reçoit plus de réponses : un nouveau lien ne servirait pas."))
    try:
        validate_email(email)
    except ValidationError as erreur:
        raise Refus(
            _("Indiquez une adresse électronique complète, par exemple nom@commune.fr."), champ="email"
        ) from erreur
    invitation.email, invitation.version = email, version + 1
    invitation.save(update_fields=["email", "version"])
    annoncer_invitation(invitation)
    return invitation

"""Links given otherwise than by e-mail: the open link, and those of the people without an address."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from besoins.actions.envoi import refuser_si_fermee
from besoins.models import Enquete, Invitation
from besoins.queries.invitation import liens_a_preparer


@transaction.atomic
def preparer_liens(*, enquete: Enquete, le: datetime | None = None) -> int:
    """Make the personal links of those who have no address work; return how many are new.

    Raises:
        Refus: the survey does not receive answers.
    """
    le = le or timezone.now()
    enquete = Enquete.objects.select_for_update().get(pk=enquete.pk)
    refuser_si_fermee(enquete, le)
    return liens_a_preparer(enquete).update(etat=Invitation.Etat.ENVOYEE, invitee_le=le)


@transaction.atomic
def regler_lien_ouvert(*, enquete: Enquete, lien_ouvert: bool, lien_limite: int | None) -> Enquete:
    """Open or close the open link, and say how many answers it takes."""
    enquete = Enquete.objects.select_for_update().get(pk=enquete.pk)
    enquete.lien_ouvert, enquete.lien_limite = lien_ouvert, lien_limite
    enquete.save(update_fields=["lien_ouvert", "lien_limite"])
    return enquete


@transaction.atomic
def remplacer_lien_ouvert(*, enquete: Enquete, version: int) -> Enquete:
    """Kill the open link and make another. `version` is the one that the person saw: replaced once."""
    enquete = Enquete.objects.select_for_update().get(pk=enquete.pk)
    if enquete.lien_version == version:
        enquete.lien_version = version + 1
        enquete.save(update_fields=["lien_version"])
    return enquete

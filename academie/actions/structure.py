from django.db import transaction
from django.utils.translation import gettext as _

from academie.models import Structure
from academie.regles import Refus


@transaction.atomic
def enregistrer_structure(*, structure: Structure) -> Structure:
    """Create or correct a structure."""
    structure.full_clean()
    structure.save()
    return structure


@transaction.atomic
def regler_accord(
    *, structure: Structure, accord_requis: bool, accord_email: str = "", accord_email_suppleant: str = ""
) -> Structure:
    """Say whether the structure is asked before each enrolment, and who answers for it.

    Raises:
        Refus: asked, but nobody to ask; or twice the same address.
    """
    if accord_requis and not accord_email:
        raise Refus(_("Indiquez l'adresse de la personne qui donne l'accord."), champ="accord_email")
    if accord_email_suppleant and accord_email_suppleant.lower() == accord_email.lower():
        raise Refus(
            _("Indiquez une autre adresse que celle de la personne qui donne l'accord."), champ="accord_email_suppleant"
        )
    structure.accord_requis = accord_requis
    structure.accord_email, structure.accord_email_suppleant = accord_email, accord_email_suppleant
    structure.save()
    return structure

from django.db import transaction

from academie.models import Structure


@transaction.atomic
def enregistrer_structure(*, structure: Structure) -> Structure:
    """Create or correct a structure."""
    structure.full_clean()
    structure.save()
    return structure

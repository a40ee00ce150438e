"""A person says which structures may read their name in their private feeds."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from academie.models import Structure, Utilisateur
from sessions.models import ConsentementNom


@transaction.atomic
def choisir_structures(
    *, utilisateur: Utilisateur, structures: Iterable[Structure], le: datetime | None = None
) -> None:
    """These may, all others may not. Said twice, dated once."""
    le = le or timezone.now()
    Utilisateur.objects.select_for_update(no_key=True).get(pk=utilisateur.pk)
    donnes = ConsentementNom.objects.en_vigueur().filter(utilisateur=utilisateur)
    voulues = {structure.pk for structure in structures}
    donnes.exclude(structure__in=voulues).update(retire_le=le)
    for structure in sorted(voulues - set(donnes.values_list("structure", flat=True))):
        ConsentementNom.objects.create(utilisateur=utilisateur, structure_id=structure, donne_le=le)

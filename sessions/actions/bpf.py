from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from academie.models import Theme
from academie.regles import Refus
from sessions.models import MontantBPF


@transaction.atomic
def saisir_montants(*, annee: int, montants: Mapping[str, int | None], par, le: datetime | None = None) -> None:
    """Write the amounts that the accounts give, in euros; None takes a line away.

    Raises:
        Refus: the parts of the charges exceed their total.
    """
    parts = (montants.get("D2") or 0) + (montants.get("D3") or 0)
    if parts > (montants.get("D1") or 0):
        raise Refus(_("Le total des charges est inférieur à ses deux parts. Vérifiez les trois montants."), champ="D1")
    MontantBPF.objects.filter(annee=annee).delete()
    MontantBPF.objects.bulk_create(
        MontantBPF(annee=annee, ligne=ligne, euros=euros, par=par, le=le or timezone.now())
        for ligne, euros in montants.items()
        if euros is not None
    )


@transaction.atomic
def dire_specialites(*, specialites: Mapping[int, str]) -> None:
    """Say of each theme, by primary key, which speciality of training it belongs to."""
    for theme in Theme.objects.select_for_update().filter(pk__in=specialites):
        theme.specialite = specialites[theme.pk]
        theme.save()

from datetime import datetime
from itertools import islice

from django.db import transaction
from django.utils import timezone

from academie.models import Doublon, Utilisateur
from academie.queries.doublon import paires_probables

PAR_LOT = 500


def proposer_doublons(*, le: datetime | None = None) -> int:
    """Write down the pairs of accounts that look like one person; those that somebody set aside stay so."""
    le, nouvelles = le or timezone.now(), 0
    connues = set(Doublon.objects.order_by().values_list("premiere", "seconde"))
    paires = (paire for paire in paires_probables() if paire[:2] not in connues)
    while lot := list(islice(paires, PAR_LOT)):
        Doublon.objects.bulk_create(
            [Doublon(premiere_id=a, seconde_id=b, raisons=raisons, propose_le=le) for a, b, raisons in lot],
            ignore_conflicts=True,
        )
        nouvelles += len(lot)
    return nouvelles


@transaction.atomic
def ecarter_doublon(*, doublon: Doublon, par: Utilisateur, le: datetime | None = None) -> Doublon:
    """These are two people: never proposed again. Said twice, said once."""
    doublon = Doublon.objects.select_for_update().get(pk=doublon.pk)
    if doublon.ecarte_le is None:
        doublon.ecarte_le, doublon.ecarte_par = le or timezone.now(), par
        doublon.save()
    return doublon

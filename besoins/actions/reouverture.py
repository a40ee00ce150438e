"""A need that a programme was to meet and did not: those trained say so, and it is examined again."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from besoins.actions.besoin import decider, verrouiller_besoin
from besoins.actions.preuve import joindre_resultat
from besoins.models import Besoin, Option

ROUVRABLES = (Besoin.Etat.RETENU, Besoin.Etat.PROGRAMME, Besoin.Etat.SATISFAIT)


@transaction.atomic
def rouvrir_besoin(*, besoin: Besoin, constats: Sequence[Option], motif: str, le: datetime) -> bool:
    """Attach what the answers `constats` say as evidence, and put the need back among those to examine.

    Nobody decides it: the answers do. Return whether it was reopened; a need under examination only takes the
    evidence, one that was set aside or grouped is left alone.
    """
    besoin = verrouiller_besoin(besoin)
    if besoin.etat not in (*ROUVRABLES, *Besoin.A_EXAMINER):
        return False
    for option in constats:
        joindre_resultat(besoin=besoin, option=option, par=None, note=motif, le=le)
    if besoin.etat not in ROUVRABLES:
        return False
    de = besoin.etat
    besoin.rouvrir()
    decider(besoin, de=de, par=None, le=le, motif=motif)
    return True

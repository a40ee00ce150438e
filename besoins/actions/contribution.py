"""A need told by somebody in the field, at any time."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from academie.models import Structure, Utilisateur
from besoins.actions.besoin import inserer_besoin, verrouiller_besoins
from besoins.actions.preuve import joindre_demande
from besoins.models import Besoin


@transaction.atomic
def proposer_besoin(
    *, besoin: Besoin, par: Utilisateur, structure: Structure | None = None, le: datetime | None = None
) -> Besoin:
    """Receive a need as `par` words it: these words are its first evidence. The same one sent twice is kept once.

    A title that another need bears already is no obstacle: a designer groups them.
    """
    verrouiller_besoins()
    siens = Besoin.objects.filter(propose_par=par, structure=structure, titre=besoin.titre)
    if deja := siens.filter(description=besoin.description).first():
        return deja
    besoin.porte, besoin.propose_par, besoin.structure = Besoin.Porte.DEMANDE, par, structure
    le = le or timezone.now()
    inserer_besoin(besoin=besoin, par=par, le=le)
    if structure:
        besoin.territoires.add(structure.territoire_id)
    joindre_demande(besoin=besoin, note=besoin.description, structure=structure, par=par, le=le)
    return besoin

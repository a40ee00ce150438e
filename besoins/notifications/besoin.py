"""Whoever proposed a need is told what became of it, once for each step."""

from django.conf import settings
from django.urls import reverse

from academie.actions.message import mettre_en_file
from besoins.models import Besoin, MouvementBesoin
from besoins.queries.contribution import dire_suite

GABARIT = "besoins/messages/besoin_suite.txt"


def annoncer_suite(besoin: Besoin, mouvement: MouvementBesoin) -> None:
    """A need moved: tell whoever proposed it, or one of those grouped under it."""
    lien = settings.BASE_URL + reverse("besoins:contribution_list")
    for propose in [besoin, *besoin.membres.select_related("propose_par")]:
        if propose.propose_par_id and propose.propose_par_id != mouvement.par_id:
            mettre_en_file(
                cle=f"besoin.suite:{mouvement.pk}:{propose.pk}",
                gabarit=GABARIT,
                contexte={
                    "propose": propose,
                    "personne": propose.propose_par,
                    "suite": dire_suite(propose, groupe=besoin if propose != besoin else None),
                    "lien": f"{lien}#besoin-{propose.pk}",
                },
                utilisateur=propose.propose_par,
            )

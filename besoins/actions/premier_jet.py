from collections.abc import Collection

from django.db import transaction
from django.utils.translation import gettext as _

from academie.models import Utilisateur
from academie.regles import Refus
from besoins.actions.module import TEXTES, ajouter_module
from besoins.actions.objectif import ajouter_objectif
from besoins.actions.programme import brouillon_verrouille
from besoins.models import Objectif, VersionProgramme
from besoins.queries.premier_jet import premier_jet


@transaction.atomic
def reprendre_premier_jet(
    *, version: VersionProgramme, objectifs: Collection[int], modules: Collection[int], par: Utilisateur
) -> int:
    """Copy the proposed objectives and modules of these keys into a draft, word for word; return how many.

    A module works, in the draft, those of its objectives that are there. What is no longer proposed (taken a moment
    ago, withdrawn) is left out, so that the same choice sent twice is taken once.

    Raises:
        Refus: nothing chosen, or the version is no draft.
    """
    if not (objectifs or modules):
        raise Refus(_("Cochez au moins un objectif ou un module à reprendre."))
    version = brouillon_verrouille(version, par)
    jet = premier_jet(version)
    repris = 0
    for propose in jet.objectifs:
        if (
            propose.objectif.pk in objectifs
            and not version.objectifs.filter(intitule=propose.objectif.intitule).exists()
        ):
            _reprendre_objectif(version, propose.objectif, propose.besoins, par)
            repris += 1
    presents = {objectif.intitule: objectif for objectif in version.objectifs.all()}
    for module in [propose.module for propose in jet.modules]:
        if module.pk in modules and not version.modules.filter(titre=module.titre).exists():
            _reprendre_module(version, module, presents, par)
            repris += 1
    return repris


def _reprendre_objectif(version, objectif: Objectif, besoins, par) -> None:
    ajouter_objectif(
        version=version,
        intitule=objectif.intitule,
        competence=objectif.competence,
        niveau=objectif.niveau,
        evaluation=objectif.evaluation,
        besoins=besoins,
        par=par,
    )


def _reprendre_module(version, module, presents: dict[str, Objectif], par) -> None:
    ajouter_module(
        version=version,
        titre=module.titre,
        minutes=module.minutes,
        modalite=module.modalite,
        objectifs=[presents[o.intitule] for o in module.objectifs.all() if o.intitule in presents],
        ressources=list(module.ressources.all()),
        par=par,
        **{texte: getattr(module, texte) for texte in TEXTES},
    )

"""Ticking the matrix: only what a person changes in it is written, so that two people may tick at once."""

from collections import defaultdict
from collections.abc import Mapping
from typing import NamedTuple

from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from academie.models import Utilisateur
from academie.regles import Refus
from besoins.actions.programme import brouillon_verrouille
from besoins.actions.revision import modifier
from besoins.models import VersionProgramme

Paire = tuple[int, int]


class Liens(NamedTuple):
    """The pairs ticked when the page was shown, and those ticked now."""

    avant: set[Paire]
    apres: set[Paire]


@transaction.atomic
def relier(*, version: VersionProgramme, besoins: Liens, modules: Liens, par: Utilisateur) -> VersionProgramme:
    """Tie objectives to the needs that they answer (objective, need), modules to the objectives they work (module, objective).

    Raises:
        Refus: version not a draft, or what is tied is no longer in it.
    """
    version = brouillon_verrouille(version, par)
    objectifs = {objectif.pk: objectif for objectif in version.objectifs.all()}
    retenus = {besoin.pk: besoin for besoin in version.besoins.retenus()}
    _relier("besoins", objectifs, retenus, besoins)
    _relier("objectifs", {module.pk: module for module in version.modules.all()}, objectifs, modules)
    return version


def _relier(champ: str, porteurs: Mapping[int, Model], cibles: Mapping[int, Model], liens: Liens) -> None:
    ajouts, retraits = liens.apres - liens.avant, liens.avant - liens.apres
    if any(porteur not in porteurs or cible not in cibles for porteur, cible in ajouts):
        raise Refus(
            _(
                "Un besoin, un objectif ou un module que vous avez coché vient de quitter le programme. Rien n'est "
                "enregistré : rechargez la page, puis cochez de nouveau."
            )
        )
    changes: dict[int, set[int]] = defaultdict(set)
    for porteur, cible in ajouts ^ retraits:
        changes[porteur].add(cible)
    for cle in changes.keys() & porteurs.keys():
        lies = getattr(porteurs[cle], champ)
        restants = {lie.pk: lie for lie in lies.all() if (cle, lie.pk) not in retraits}
        ajoutes = {cible: cibles[cible] for cible in changes[cle] if (cle, cible) in ajouts}
        modifier(porteurs[cle], {champ: list((restants | ajoutes).values())}, lue=None)

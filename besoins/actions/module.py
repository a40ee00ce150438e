from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from academie.models import Utilisateur
from academie.regles import Refus
from besoins.actions.programme import brouillon_verrouille, ranger
from besoins.actions.revision import Perimee, differe, modifier
from besoins.models import Module, Objectif, Ressource, VersionProgramme

TEXTES = ("contenu", "methode", "supports", "cas_local", "profil_formateur")
CONTENU = ("titre", "minutes", "modalite", *TEXTES, "objectifs", "ressources")


@transaction.atomic
def ajouter_module(
    *,
    version: VersionProgramme,
    titre: str,
    minutes: int,
    par: Utilisateur,
    objectifs: list[Objectif] = (),
    ressources: list[Ressource] = (),
    **champs: str,
) -> Module:
    """Add a module of `minutes` at the end of a draft (`CONTENU`); the same one twice is added once.

    Raises:
        Refus: same title for another module, no minute, an objective of another version.
    """
    _verifier_champs(champs)
    version = brouillon_verrouille(version, par)
    _verifier(version, minutes, objectifs)
    if existant := version.modules.filter(titre=titre).first():
        if not differe(existant, {"minutes": minutes, **champs}):
            return existant
        raise _deja_la()
    dernier = version.modules.aggregate(dernier=Max("ordre"))["dernier"] or 0
    module = Module.objects.create(version=version, ordre=dernier + 1, titre=titre, minutes=minutes, **champs)
    module.objectifs.set(objectifs)
    module.ressources.set(ressources)
    return module


@transaction.atomic
def modifier_module(
    *,
    module: Module,
    par: Utilisateur,
    lue: int | None = None,
    **contenu: Any,
) -> Module:
    """Correct a module of a draft (`CONTENU`); what is left out stays.

    Raises:
        Refus: as `ajouter_module`, or it was deleted.
        Perimee: somebody wrote after the revision `lue`.
    """
    _verifier_champs(contenu)
    version = brouillon_verrouille(module.version, par)
    module = version.modules.filter(pk=module.pk).first()
    if module is None:
        raise Refus(_("Ce module vient d'être supprimé par quelqu'un d'autre. Ajoutez-le de nouveau s'il le faut."))
    _verifier(version, contenu.get("minutes", module.minutes), contenu.get("objectifs", ()))
    if version.modules.exclude(pk=module.pk).filter(titre=contenu.get("titre", module.titre)).exists():
        raise _deja_la()
    modifier(module, contenu, lue=lue)
    return module


@transaction.atomic
def deplacer_module(*, module: Module, rang: int, par: Utilisateur) -> Module:
    """Put a module at place `rang` (1 is first) of its draft."""
    version = brouillon_verrouille(module.version, par)
    ranger(list(version.modules.all()), module, rang)
    return module


@transaction.atomic
def supprimer_module(*, version: VersionProgramme, module: int, par: Utilisateur, lue: int | None = None) -> None:
    """Delete the module of key `module` from a draft; already gone is fine.

    Raises:
        Refus: version not a draft.
        Perimee: somebody wrote in it after the revision `lue`.
    """
    version = brouillon_verrouille(version, par)
    if (module := version.modules.filter(pk=module).first()) is not None:
        if lue not in (None, module.revision):
            raise Perimee(
                module, _("Ce module a été modifié depuis que vous l'avez lu : relisez-le avant de le supprimer.")
            )
        module.delete()


def _verifier_champs(champs: dict) -> None:
    if inconnus := champs.keys() - set(CONTENU):
        raise TypeError(inconnus)


def _verifier(version: VersionProgramme, minutes: int, objectifs: list[Objectif]) -> None:
    if minutes < 1:
        raise Refus(_("Indiquez la durée du module en minutes, par exemple 180."), champ="minutes")
    if any(objectif.version_id != version.pk for objectif in objectifs):
        raise Refus(_("Un module travaille les objectifs de son propre programme."), champ="objectifs")


def _deja_la() -> Refus:
    return Refus(_("Ce module figure déjà dans le programme : modifiez-le, ou donnez un autre titre."), champ="titre")

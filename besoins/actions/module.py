from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from academie.models import Utilisateur
from academie.regles import Refus
from besoins.actions.programme import brouillon_verrouille, ranger
from besoins.models import Module, Objectif, VersionProgramme


@transaction.atomic
def ajouter_module(
    *,
    version: VersionProgramme,
    titre: str,
    minutes: int,
    contenu: str,
    par: Utilisateur,
    methode: str = "",
    objectifs: list[Objectif] = (),
) -> Module:
    """Add a module of `minutes` at the end of a draft; the same one twice is added once.

    Raises:
        Refus: same title for another module, no minute, an objective of another version.
    """
    version = brouillon_verrouille(version, par)
    _verifier(version, minutes, objectifs)
    if existant := version.modules.filter(titre=titre).first():
        if (existant.minutes, existant.contenu, existant.methode) == (minutes, contenu, methode):
            return existant
        raise _deja_la()
    dernier = version.modules.aggregate(dernier=Max("ordre"))["dernier"] or 0
    module = Module.objects.create(
        version=version, ordre=dernier + 1, titre=titre, minutes=minutes, contenu=contenu, methode=methode
    )
    module.objectifs.set(objectifs)
    return module


@transaction.atomic
def modifier_module(
    *,
    module: Module,
    titre: str,
    minutes: int,
    contenu: str,
    par: Utilisateur,
    methode: str = "",
    objectifs: list[Objectif] = (),
) -> Module:
    """Correct a module of a draft. Raises Refus as `ajouter_module`."""
    version = brouillon_verrouille(module.version, par)
    module = version.modules.filter(pk=module.pk).first()
    if module is None:
        raise Refus(_("Ce module vient d'être supprimé par quelqu'un d'autre. Ajoutez-le de nouveau s'il le faut."))
    _verifier(version, minutes, objectifs)
    if version.modules.exclude(pk=module.pk).filter(titre=titre).exists():
        raise _deja_la()
    module.titre, module.minutes, module.contenu, module.methode = titre, minutes, contenu, methode
    module.save()
    module.objectifs.set(objectifs)
    return module


@transaction.atomic
def deplacer_module(*, module: Module, rang: int, par: Utilisateur) -> Module:
    """Put a module at place `rang` (1 is first) of its draft."""
    version = brouillon_verrouille(module.version, par)
    ranger(list(version.modules.all()), module, rang)
    return module


@transaction.atomic
def supprimer_module(*, version: VersionProgramme, module: int, par: Utilisateur) -> None:
    """Delete the module of key `module` from a draft; already gone is fine."""
    version = brouillon_verrouille(version, par)
    version.modules.filter(pk=module).delete()


def _verifier(version: VersionProgramme, minutes: int, objectifs: list[Objectif]) -> None:
    if minutes < 1:
        raise Refus(_("Indiquez la durée du module en minutes, par exemple 180."), champ="minutes")
    if any(objectif.version_id != version.pk for objectif in objectifs):
        raise Refus(_("Un module travaille les objectifs de son propre programme."), champ="objectifs")


def _deja_la() -> Refus:
    return Refus(_("Ce module figure déjà dans le programme : modifiez-le, ou donnez un autre titre."), champ="titre")

"""Which resources a module cites: chosen while its version is a draft."""

from django.db import transaction
from django.utils.translation import gettext as _

from academie.models import Utilisateur
from academie.regles import Refus
from besoins.actions.programme import brouillon_verrouille
from besoins.models import Module, Ressource


@transaction.atomic
def citer_ressource(*, module: Module, ressource: int, par: Utilisateur) -> None:
    """Cite a published resource; cited twice, cited once.

    Raises:
        Refus: the version is no draft any more, or the resource is not published.
    """
    brouillon_verrouille(module.version, par)
    if not Ressource.objects.publiees().filter(pk=ressource).exists():
        raise Refus(_("Cette ressource n'est pas publiée, ou ne l'est plus : choisissez-en une autre."))
    module.ressources.add(ressource)


@transaction.atomic
def ne_plus_citer(*, module: Module, ressource: int, par: Utilisateur) -> None:
    """Take a resource off a module.

    Raises:
        Refus: the version is no draft any more.
    """
    brouillon_verrouille(module.version, par)
    module.ressources.remove(*module.ressources.filter(pk=ressource))

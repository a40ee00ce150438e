"""Take a person's name and address out of texts that stay."""

import re
from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from academie.models import Utilisateur


def nom_efface() -> str:
    """How a person who was erased is called."""
    return _("Personne effacée")


def expurger(lignes: QuerySet, champs: Iterable[str], personne: Utilisateur) -> None:
    """Replace the name and the address of `personne` in these fields, texts or JSON, of these rows: give only theirs.

    Written without signals nor transitions: what stays is the same fact, without the person.
    """
    mots = re.compile("|".join(re.escape(mot) for mot in (personne.email, personne.get_full_name())), re.IGNORECASE)
    champs = list(champs)
    for ligne in lignes.only("pk", *champs).iterator():
        valeurs = {champ: getattr(ligne, champ) for champ in champs}
        nettes = {champ: _sans(mots, valeur) for champ, valeur in valeurs.items()}
        if nettes != valeurs:
            type(ligne)._base_manager.filter(pk=ligne.pk).update(**nettes)


def _sans(mots: re.Pattern, valeur: Any) -> Any:
    match valeur:
        case str():
            return mots.sub(nom_efface(), valeur)
        case list():
            return [_sans(mots, element) for element in valeur]
        case dict():
            return {cle: _sans(mots, element) for cle, element in valeur.items()}
        case _:
            return valeur

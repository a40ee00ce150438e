"""Nobody overwrites what they have not read: each write counts one revision more, and says which it was made from."""

from typing import Any

from django.db.models import Model
from django.utils.translation import gettext as _

from academie.regles import Refus


class Perimee(Refus):
    """Written from a state that somebody else has changed since. `actuel` is the object as it is stored now."""

    def __init__(self, actuel: Model, message: str = ""):
        super().__init__(
            message
            or _(
                "Quelqu'un d'autre a écrit ici pendant que vous écriviez. Rien n'est perdu : comparez les deux textes, "
                "puis choisissez."
            )
        )
        self.actuel = actuel


def modifier(objet: Any, contenu: dict, *, lue: int | None) -> None:
    """Write fields and links of a locked object; what is already there is not written again.

    Args:
        objet: something that counts its revisions.
        lue: the revision that the person had under their eyes; None writes over anything.

    Raises:
        Perimee: `lue` is not the stored revision, and the content is not what is stored.
    """
    if differe(objet, contenu):
        exiger_lue(objet, lue)
        ecrire(objet, contenu)


def ecrire(objet: Any, contenu: dict) -> None:
    liens = contenu.keys() & {champ.name for champ in objet._meta.many_to_many}
    for champ in contenu.keys() - liens:
        setattr(objet, champ, contenu[champ])
    objet.revision += 1
    objet.save(update_fields=[*(contenu.keys() - liens), "revision"])
    for champ in liens:
        getattr(objet, champ).set(contenu[champ])


def exiger_lue(objet: Any, lue: int | None) -> None:
    if lue not in (None, objet.revision):
        raise Perimee(objet)


def differe(objet: Model, contenu: dict) -> bool:
    liens = {champ.name for champ in objet._meta.many_to_many}
    return any(
        {lie.pk for lie in valeur} != set(getattr(objet, champ).values_list("pk", flat=True))
        if champ in liens
        else getattr(objet, champ) != valeur
        for champ, valeur in contenu.items()
    )

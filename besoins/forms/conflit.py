"""Two texts for the same field: what is stored, and what was typed from an older state."""

from dataclasses import dataclass

from django.forms import BaseForm, BoundField, ModelChoiceField, ModelMultipleChoiceField

from academie.francais import enumeration
from besoins.textes.differences import mots_differents

LEUR = "leur"


class ChampRedige(BoundField):
    """A field with a hidden copy of its first value: HTML wants no description of what nobody sees."""

    def build_widget_attrs(self, attrs, widget=None):
        attributs = super().build_widget_attrs(attrs, widget)
        if widget is not None and widget.is_hidden:
            attributs.pop("aria-describedby", None)
        return attributs


@dataclass(frozen=True)
class Ecart:
    """A field whose two values differ."""

    champ: BoundField
    choix: str
    le_mien: bool
    morceaux: list[tuple[str, str]]


def choix(champ: str) -> str:
    """The name of the choice between both texts."""
    return f"choix-{champ}"


def ecarts(form: BaseForm, enregistre: BaseForm) -> list[Ecart]:
    """The fields that differ between what was typed and what is stored, the words that differ marked.

    A field that the person did not touch proposes what the other wrote.
    """
    return [
        Ecart(
            champ=champ,
            choix=choix(champ.name),
            le_mien=champ.name in form.changed_data,
            morceaux=mots_differents(_dire(enregistre[champ.name]), _dire(champ)),
        )
        for champ in form
        if champ.name != "revision" and champ.field.has_changed(enregistre[champ.name].initial, champ.data)
    ]


def memes(form: BaseForm, differents: list[Ecart]) -> list[str]:
    """The other fields, hidden: nobody has to choose."""
    noms = {ecart.champ.name for ecart in differents} | {"revision"}
    return [champ.as_hidden() + champ.as_hidden(only_initial=True) for champ in form if champ.name not in noms]


def valeurs(champ: BoundField) -> list[str]:
    """The values of a field as a browser would send them."""
    valeur = champ.value()
    return [str(une) for une in (valeur if isinstance(valeur, list | tuple) else [valeur]) if une is not None]


def _dire(champ: BoundField) -> str:
    """The value of a field as a person reads it."""
    choisies = set(valeurs(champ))
    if isinstance(champ.field, ModelMultipleChoiceField | ModelChoiceField):
        trouves = champ.field.queryset.filter(pk__in=[pk for pk in choisies if pk.isdecimal()])
        return enumeration([champ.field.label_from_instance(trouve) for trouve in trouves])
    if hasattr(champ.field, "choices"):
        return enumeration([str(libelle) for code, libelle in champ.field.choices if str(code) in choisies])
    return "".join(choisies)

"""A spreadsheet that a person sends to be read."""

from django import forms
from django.utils.translation import gettext_lazy as _

from academie.regles import regle

OCTETS = 1024 * 1024


class ChampTableur(forms.FileField):
    """A CSV or XLSX file. `accepte`: the endings that the browser proposes; `taille`: the rule that bounds it, in Mo."""

    default_error_messages = {
        "empty": _("Ce fichier est vide."),
        "trop_lourd": _("Ce fichier dépasse %(n)d\xa0Mo\xa0: partagez-le en plusieurs."),
    }

    def __init__(self, *, accepte: str = ".csv,.tsv,.txt,.xlsx", taille: str = "importation.taille", **kwargs):
        self.taille = taille
        kwargs.setdefault("label", _("Fichier"))
        super().__init__(widget=forms.FileInput(attrs={"accept": accepte}), **kwargs)

    def validate(self, fichier):
        super().validate(fichier)
        taille = regle(self.taille)
        if fichier and fichier.size > taille * OCTETS:
            raise forms.ValidationError(self.error_messages["trop_lourd"], code="trop_lourd", params={"n": taille})

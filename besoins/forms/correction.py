from django import forms
from django.utils.translation import gettext_lazy as _

from besoins.actions.correction import MOTS
from besoins.models import Correction


def correction_form(element) -> type[forms.ModelForm]:
    """The form that corrects the words of `element`, and asks why."""
    # An empty unit or word of a scale stays empty: adding one would change what is asked.
    champs = [nom for nom in MOTS[type(element)] if nom in ("aide", "detail", "presentation") or getattr(element, nom)]
    longs = {nom: forms.Textarea(attrs={"rows": 4}) for nom in ("aide", "detail", "presentation")}
    return forms.modelform_factory(type(element), form=CorrectionBaseForm, fields=champs, widgets=longs)


class CorrectionBaseForm(forms.ModelForm):
    motif = forms.CharField(
        label=_("Raison de la correction"),
        help_text=_("Lue avec les résultats. Par exemple : une faute d'orthographe, un mot mal compris."),
        max_length=Correction._meta.get_field("motif").max_length,
    )

    def mots(self) -> dict[str, str]:
        return {nom: self.cleaned_data[nom] for nom in self._meta.fields}

from django import forms
from django.utils.translation import gettext_lazy as _

from besoins.models import PoidsPriorite
from besoins.models.priorite import POIDS_MAXIMUM

PLACE_MAXIMUM = 999


class PoidsForm(forms.Form):
    """Weights to try: nothing is saved."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for code in PoidsPriorite.CRITERES:
            champ = PoidsPriorite._meta.get_field(code)
            self.fields[code] = forms.IntegerField(
                label=champ.verbose_name.capitalize(), min_value=0, max_value=POIDS_MAXIMUM
            )

    def clean(self):
        if not self.errors and not any(self.poids.values()):
            raise forms.ValidationError(_("Donnez un poids à un critère au moins."))
        return self.cleaned_data

    @property
    def poids(self) -> dict[str, int]:
        return {code: self.cleaned_data[code] for code in PoidsPriorite.CRITERES}


class AppliquerPoidsForm(PoidsForm):
    """The weights tried, and why they are to apply."""

    motif = forms.CharField(
        label=_("Pourquoi ces poids"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        error_messages={"required": _("Indiquez pourquoi les poids changent : tout le monde le lira.")},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for code in PoidsPriorite.CRITERES:
            self.fields[code].widget = forms.HiddenInput()


class PlaceForm(forms.Form):
    place = forms.IntegerField(
        label=_("Place"), min_value=1, max_value=PLACE_MAXIMUM, help_text=_("1 pour la première.")
    )
    motif = forms.CharField(
        label=_("Pourquoi cette place"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        error_messages={"required": _("Indiquez pourquoi cette place est imposée : tout le monde le lira.")},
    )

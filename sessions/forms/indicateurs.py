from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sessions.forms.filtre import ChoixDate
from sessions.queries.indicateurs import DIMENSIONS, Periode


class PeriodeForm(forms.Form):
    du = forms.DateField(label=gettext_lazy("À partir du"), widget=ChoixDate, required=False)
    au = forms.DateField(label=gettext_lazy("Jusqu'au"), widget=ChoixDate, required=False)

    def clean(self):
        donnees = super().clean()
        if donnees.get("du") and donnees.get("au") and donnees["au"] < donnees["du"]:
            self.add_error("au", _("Le dernier jour précède le premier. Choisissez un jour plus tard."))
        return donnees

    @property
    def periode(self) -> Periode:
        """What was understood of the days."""
        return Periode(self.cleaned_data.get("du"), self.cleaned_data.get("au"))


class IndicateursForm(PeriodeForm):
    par = forms.ChoiceField(
        label=gettext_lazy("Regrouper par"),
        choices=[(cle, dimension.libelle) for cle, dimension in DIMENSIONS.items()],
        initial="region",
        required=False,
    )
    field_order = ["par", "du", "au"]

    @property
    def dimension(self) -> str:
        return self.cleaned_data.get("par") or "region"

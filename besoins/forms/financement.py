from django import forms
from django.utils.translation import gettext_lazy as _

from academie.champs.doublon import UneSeuleFoisMixin
from besoins.models import Financement, VersionProgramme
from besoins.queries.financement import financements_proposes


class FinancementForm(UneSeuleFoisMixin, forms.ModelForm):
    class Meta:
        model = Financement
        fields = ["nom", "fonds", "mention", "debut", "fin"]
        widgets = {champ: forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d") for champ in ("debut", "fin")}

    def clean(self):
        donnees = super().clean()
        if donnees.get("fonds") and not donnees.get("mention") and "mention" not in self.errors:
            self.add_error(
                "mention",
                _("Un fonds européen demande sa mention, par exemple « Cofinancé par l'Union européenne »."),
            )
        if donnees.get("debut") and donnees.get("fin") and donnees["fin"] < donnees["debut"]:
            self.add_error("fin", _("Indiquez une fin après le début, ou laissez vide."))
        return donnees


class FinancerForm(forms.ModelForm):
    """Who pays for one version, and what a session costs."""

    class Meta:
        model = VersionProgramme
        fields = ["financements", "cout"]
        widgets = {"financements": forms.CheckboxSelectMultiple}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["financements"].queryset = financements_proposes(self.instance)

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from besoins.models import Financement
from sessions.forms.filtre import ChoixDate
from sessions.models import MoisTemps


class MoisForm(forms.Form):
    financement = forms.ModelChoiceField(
        label=_("Financement"), queryset=Financement.objects.all(), empty_label=_("Choisissez")
    )
    mois = forms.DateField(
        label=_("Mois"),
        widget=ChoixDate,
        initial=timezone.localdate,
        help_text=_("N'importe quel jour du mois."),
    )


class LigneTempsForm(forms.Form):
    jour = forms.DateField(label=_("Jour"), widget=ChoixDate)
    heures = forms.IntegerField(label=_("Heures"), min_value=0, max_value=24, initial=0)
    minutes = forms.IntegerField(label=_("Minutes"), min_value=0, max_value=59, initial=0)
    activite = forms.CharField(
        label=_("Activité"),
        max_length=300,
        help_text=_("Ce qui a été fait, assez précisément pour qui contrôle."),
    )

    @property
    def temps(self) -> dict:
        """The arguments of the deed."""
        donnees = self.cleaned_data
        return {
            "jour": donnees["jour"],
            "minutes": 60 * donnees["heures"] + donnees["minutes"],
            "activite": donnees["activite"],
        }


class RenvoiForm(forms.ModelForm):
    motif = forms.CharField(label=_("Ce qu'il faut corriger"), max_length=300)

    class Meta:
        model = MoisTemps
        fields: list[str] = []

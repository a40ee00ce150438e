from django import forms
from django.utils.translation import gettext_lazy as _

from academie.autorisations.table import ROLES_ATTRIBUABLES
from academie.models import Structure


class AffectationForm(forms.Form):
    role = forms.ChoiceField(label=_("Rôle"), choices=ROLES_ATTRIBUABLES)
    structure = forms.ModelChoiceField(
        label=_("Structure"),
        queryset=Structure.objects.all(),
        required=False,
        help_text=_("Nécessaire pour une référente ou un référent."),
    )
    debut = forms.DateField(
        label=_("À partir du"), required=False, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )

    def clean(self):
        donnees = super().clean()
        if donnees.get("role") == "referent" and not donnees.get("structure"):
            self.add_error("structure", _("Indiquez la structure dont cette personne est référente."))
        return donnees

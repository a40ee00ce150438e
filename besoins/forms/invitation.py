from django import forms
from django.utils.translation import gettext_lazy as _

from academie.models import Structure, Territoire
from besoins.models import Invitation


class SuiviForm(forms.Form):
    """Facets over the population of a survey."""

    q = forms.CharField(label=_("Nom ou adresse"), max_length=100, required=False)
    etat = forms.ChoiceField(
        label=_("Réponse"),
        choices=[
            ("", _("Toutes les situations")),
            *Invitation.Etat.choices,
            ("silencieuse", _("silencieuse : sans réponse ou commencée")),
            ("rebond", _("adresse en erreur")),
            ("sans_adresse", _("sans adresse")),
        ],
        required=False,
    )
    region = forms.ModelChoiceField(
        Territoire.objects.regions().order_by("nom"),
        label=_("Région"),
        required=False,
        empty_label=_("Toutes les régions"),
    )
    nature = forms.ChoiceField(label=_("Nature"), choices=[("", _("Toutes")), *Structure.Genre.choices], required=False)
    role = forms.ChoiceField(label=_("Qui répond"), choices=[("", _("Tous")), *Invitation.Role.choices], required=False)


class RenvoiForm(forms.ModelForm):
    """A new link, to an address that may be corrected."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    class Meta:
        model = Invitation
        fields = ["email"]

    def validate_unique(self):
        """The action says it, under its lock."""


class RefusForm(forms.Form):
    motif = forms.CharField(
        label=_("Raison donnée"), max_length=300, required=False, help_text=_("Telle qu'elle a été dite, sans nommer.")
    )

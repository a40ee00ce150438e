from django import forms
from django.utils.translation import gettext_lazy as _

from academie.actions.utilisateur import ouvrir_compte
from academie.champs.structure import ChampStructure
from academie.champs.territoire import ChampTerritoire
from academie.models import Utilisateur


class InscriptionCompteForm(forms.Form):
    """What sign-up asks besides the address and the password; allauth calls `signup`."""

    prenom = forms.CharField(label=_("Prénom"), max_length=80, widget=forms.TextInput({"autocomplete": "given-name"}))
    nom = forms.CharField(label=_("Nom"), max_length=120, widget=forms.TextInput({"autocomplete": "family-name"}))
    structure = ChampStructure(
        label=_("Structure qui vous emploie"),
        required=False,
        enumerees=True,
        help_text=_(
            "Son nom, ou celui de sa commune. Laissez vide si elle n'est pas dans le réseau. La personne référente de cette "
            "structure verra vos inscriptions aux sessions."
        ),
    )
    field_order = ["prenom", "nom", "structure", "email", "password1", "password2"]

    def signup(self, request, user):
        user.prenom, user.nom = self.cleaned_data["prenom"], self.cleaned_data["nom"]
        user.save(update_fields=["prenom", "nom"])
        ouvrir_compte(utilisateur=user, structure=self.cleaned_data["structure"])


class CompteForm(forms.ModelForm):
    territoire = ChampTerritoire(
        label=_("Commune où vous travaillez"),
        required=False,
        help_text=_("Les sessions les plus proches vous sont proposées d'abord."),
    )

    messages_groupes = forms.TypedChoiceField(
        label=_("Messages qui peuvent attendre : rappels, alertes"),
        choices=[("oui", _("Groupés : un seul courriel au lieu de plusieurs")), ("", _("Au fil de l'eau"))],
        coerce=bool,
        required=False,
        empty_value=False,
        widget=forms.RadioSelect,
        help_text=_("Ce qui presse part toujours aussitôt : inscription, place proposée, changement, annulation."),
    )

    class Meta:
        model = Utilisateur
        fields = ["prenom", "nom", "territoire", "messages_groupes"]
        widgets = {
            "prenom": forms.TextInput({"autocomplete": "given-name"}),
            "nom": forms.TextInput({"autocomplete": "family-name"}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["messages_groupes"] = "oui" if self.instance.messages_groupes else ""

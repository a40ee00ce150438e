from django import forms
from django.utils.translation import gettext_lazy as _

from academie.models import Utilisateur


class FusionForm(forms.Form):
    """Which of two accounts stays, under which address and which name."""

    garder = forms.ChoiceField(
        label=_("Compte à garder"),
        widget=forms.RadioSelect,
        help_text=_("L'autre est fermé. Son mot de passe ne sert plus\xa0: on se connecte avec celui du compte gardé."),
    )
    email = forms.ChoiceField(
        label=_("Adresse principale"),
        widget=forms.RadioSelect,
        help_text=_("Les messages y arrivent. Les deux adresses permettent de se connecter."),
    )
    nom_de = forms.ChoiceField(label=_("Prénom et nom à garder"), widget=forms.RadioSelect)

    def __init__(self, *args, premiere: Utilisateur, seconde: Utilisateur, **kwargs):
        super().__init__(*args, **kwargs)
        self.personnes = {str(personne.pk): personne for personne in (premiere, seconde)}
        comptes = [(pk, f"{personne} ({personne.email})") for pk, personne in self.personnes.items()]
        self.fields["garder"].choices = comptes
        self.fields["nom_de"].choices = [(pk, personne.get_full_name()) for pk, personne in self.personnes.items()]
        self.fields["email"].choices = [(personne.email, personne.email) for personne in self.personnes.values()]
        self.initial = {"garder": str(premiere.pk), "nom_de": str(premiere.pk), "email": premiere.email}

    @property
    def choix(self) -> dict:
        """The arguments of the merge."""
        donnees = self.cleaned_data
        fermee = next(pk for pk in self.personnes if pk != donnees["garder"])
        return {
            "gardee": self.personnes[donnees["garder"]],
            "fermee": self.personnes[fermee],
            "email": donnees["email"],
            "nom_de": self.personnes[donnees["nom_de"]],
        }

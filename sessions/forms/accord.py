import django_filters as filtres
from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sessions.forms.filtre import Recherche
from sessions.models import AccordEmployeur

NOM, FONCTION = 100, 95


class QuiDecideForm(forms.Form):
    """Who answers for the employer."""

    nom = forms.CharField(label=gettext_lazy("Prénom et nom de la personne qui décide"), max_length=NOM)
    fonction = forms.CharField(label=gettext_lazy("Fonction"), max_length=FONCTION)

    @property
    def par(self) -> str:
        return f"{self.cleaned_data['nom']}, {self.cleaned_data['fonction']}"


class RepondreAccordForm(QuiDecideForm):
    decision = forms.ChoiceField(
        label=gettext_lazy("Votre décision"),
        choices=[
            ("accepter", gettext_lazy("Je donne mon accord")),
            ("refuser", gettext_lazy("Je refuse")),
        ],
        widget=forms.RadioSelect,
    )
    motif = forms.CharField(
        label=gettext_lazy("Motif, si vous refusez"),
        help_text=gettext_lazy("Il est dit à la personne."),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    field_order = ["decision", "motif", "nom", "fonction"]


class PapierAccordForm(QuiDecideForm):
    motif = forms.CharField(
        label=gettext_lazy("Pourquoi l'enregistrer ici"),
        help_text=gettext_lazy("Par exemple : courrier signé reçu le 12 mars, conservé au siège."),
        max_length=300,
    )


class RedemanderAccordForm(forms.ModelForm):
    numero = forms.IntegerField(widget=forms.HiddenInput(), min_value=1, max_value=32_000)

    class Meta:
        model = AccordEmployeur
        fields = ["email", "email_suppleant"]

    def clean_email_suppleant(self):
        suppleant = self.cleaned_data["email_suppleant"]
        if suppleant and suppleant == self.cleaned_data.get("email"):
            raise forms.ValidationError(_("Indiquez une autre adresse que celle de la personne qui décide."))
        return suppleant


class AccordFiltre(Recherche):
    """What employers are asked, by what they answered."""

    etat = filtres.ChoiceFilter(
        label=gettext_lazy("Réponse"), choices=AccordEmployeur.Etat.choices, empty_label=gettext_lazy("Toutes")
    )

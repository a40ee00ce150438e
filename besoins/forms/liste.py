from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from academie.regles import regle
from besoins.models import Importation
from besoins.queries.liste import COLONNES

OCTETS = 1024 * 1024


class ListeForm(forms.Form):
    """A file of people or structures."""

    fichier = forms.FileField(
        label=gettext_lazy("Fichier"),
        help_text=gettext_lazy(
            "CSV ou XLSX, une personne ou une structure par ligne. La première ligne nomme les colonnes : nom, prénom, "
            "adresse électronique, structure, commune ou code INSEE, nature, qui répond. Une partie suffit."
        ),
        error_messages={"empty": gettext_lazy("Ce fichier est vide.")},
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,.xlsx"}),
    )

    def clean_fichier(self):
        fichier, taille = self.cleaned_data["fichier"], regle("importation.taille")
        if fichier.size > taille * OCTETS:
            raise forms.ValidationError(
                _("Ce fichier dépasse %(n)d Mo : partagez-le en plusieurs."), params={"n": taille}
            )
        return fichier


class ColonnesForm(forms.Form):
    """What each column of the file holds."""

    def __init__(self, *args, importation: Importation, **kwargs):
        super().__init__(*args, initial=importation.correspondance, **kwargs)
        entetes = [("", _("Pas dans le fichier")), *((entete, entete) for entete in importation.entetes)]
        for colonne, libelle in COLONNES.items():
            self.fields[colonne] = forms.ChoiceField(label=libelle, choices=entetes, required=False)

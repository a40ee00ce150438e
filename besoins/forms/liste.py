from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from academie.champs.tableur import ChampTableur
from besoins.models import Importation
from besoins.queries.liste import COLONNES


class ListeForm(forms.Form):
    """A file of people or structures."""

    fichier = ChampTableur(
        help_text=gettext_lazy(
            "CSV ou XLSX, une personne ou une structure par ligne. La première ligne nomme les colonnes : nom, prénom, "
            "adresse électronique, structure, commune ou code INSEE, nature, qui répond. Une partie suffit."
        )
    )


class ColonnesForm(forms.Form):
    """What each column of the file holds."""

    def __init__(self, *args, importation: Importation, **kwargs):
        super().__init__(*args, initial=importation.correspondance, **kwargs)
        entetes = [("", _("Pas dans le fichier")), *((entete, entete) for entete in importation.entetes)]
        for colonne, libelle in COLONNES.items():
            self.fields[colonne] = forms.ChoiceField(label=libelle, choices=entetes, required=False)

from django import forms
from django.utils.translation import gettext_lazy as _

from academie.champs.doublon import UneSeuleFoisMixin
from academie.champs.territoire import ChampTerritoire
from academie.models import Structure


class StructureForm(UneSeuleFoisMixin, forms.ModelForm):
    territoire = ChampTerritoire(label=_("Territoire"))

    class Meta:
        model = Structure
        fields = ["nom", "genre", "territoire", "email"]

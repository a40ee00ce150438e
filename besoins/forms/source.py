from django import forms
from django.utils.translation import gettext_lazy as _

from academie.champs.doublon import UneSeuleFoisMixin
from besoins.models import SourceVeille


class SourceForm(UneSeuleFoisMixin, forms.ModelForm):
    class Meta:
        model = SourceVeille
        fields = ["nom", "genre", "url", "organisme"]

    def clean(self):
        donnees = super().clean()
        est_flux = donnees.get("genre") == SourceVeille.Genre.FLUX
        if est_flux and "url" not in self.errors and not donnees["url"].startswith(("http://", "https://")):
            self.add_error("url", _("Indiquez l'adresse du flux, qui commence par https:// ou http://."))
        return donnees

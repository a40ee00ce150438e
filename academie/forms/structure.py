from django import forms
from django.utils.translation import gettext_lazy as _

from academie.champs.doublon import UneSeuleFoisMixin
from academie.champs.territoire import ChampTerritoire
from academie.models import Structure


class StructureForm(UneSeuleFoisMixin, forms.ModelForm):
    territoire = ChampTerritoire(label=_("Territoire"))

    class Meta:
        model = Structure
        fields = ["nom", "genre", "territoire", "email", "siret"]


class ReglageStructureForm(forms.ModelForm):
    """Whether the employer is asked before each enrolment, and who answers."""

    class Meta:
        model = Structure
        fields = ["accord_requis", "accord_email", "accord_email_suppleant"]
        help_texts = {
            "accord_email": _("Elle reçoit un lien à chaque inscription ; aucun compte n'est nécessaire."),
            "accord_email_suppleant": _("Elle reçoit le rappel, à mi-délai."),
        }

from django import forms
from django.utils.translation import gettext_lazy as _

from certificats.models import FichePoste


class ChampPoste(forms.ModelChoiceField):
    def label_from_instance(self, fiche):
        return fiche.titre


class ViserForm(forms.Form):
    fiche = ChampPoste(
        label=_("Le poste que je vise"),
        queryset=FichePoste.objects.publiees(),
        required=False,
        blank=True,
        empty_label=_("Aucun pour l'instant"),
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Cette fiche n'est plus proposée : choisissez-en une autre.")},
    )

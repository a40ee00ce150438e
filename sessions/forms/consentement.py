from django import forms
from django.utils.translation import gettext_lazy as _

from sessions.queries.consentement import structures_a_choisir


class ConsentementForm(forms.Form):
    """Which structures may read one's name; none to begin with."""

    structures = forms.ModelMultipleChoiceField(
        queryset=None,
        required=False,
        label=_("Structures qui peuvent lire votre nom dans leur agenda"),
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args, utilisateur, **kwargs):
        super().__init__(*args, **kwargs)
        structures = structures_a_choisir(utilisateur)
        self.fields["structures"].queryset = structures
        self.initial["structures"] = [structure.pk for structure in structures if structure.nommee]

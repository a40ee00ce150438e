from django import forms
from django.utils.translation import gettext_lazy as _

from sessions.models import Inscription


class AnnulerInscriptionForm(forms.ModelForm):
    motif = forms.CharField(
        label=_("Motif"),
        max_length=300,
        required=False,
        help_text=_("Il aide à préparer les prochaines sessions."),
    )

    class Meta:
        model = Inscription
        fields = []

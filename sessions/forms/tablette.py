from datetime import timedelta
from uuid import uuid4

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sessions.forms.emargement import SignatureForm

PRESENTE, ABSENTE = "presente", "absente"
MEMOIRE = timedelta(days=60)


class TabletteForm(SignatureForm):
    """A signature on the trainer's device, or an absence: two buttons of one form."""

    retard = forms.IntegerField(
        label=_("Minutes de retard"),
        required=False,
        min_value=0,
        max_value=600,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    presence = forms.ChoiceField(choices=[(PRESENTE, PRESENTE), (ABSENTE, ABSENTE)], required=False)
    cle = forms.UUIDField(initial=uuid4, widget=forms.HiddenInput)
    appareil_le = forms.DateTimeField(required=False, widget=forms.HiddenInput)

    field_order = ["nom", "trace", "retard"]

    def clean_appareil_le(self):
        """The clock of the device, unless it is lost."""
        le = self.cleaned_data["appareil_le"]
        return le if le and abs(timezone.now() - le) < MEMOIRE else None

    def clean(self):
        return self.cleaned_data if self.est_absence else super().clean()

    @property
    def est_absence(self) -> bool:
        return self.cleaned_data.get("presence") == ABSENTE

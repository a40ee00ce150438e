"""Persons ticked at once: who signed on paper, whom the log of a remote half-day shows."""

from django import forms
from django.utils.translation import gettext_lazy as _

from sessions.models import Creneau, Inscription


class ReleveForm(forms.ModelForm):
    personnes = forms.ModelMultipleChoiceField(
        label=_("Personnes présentes"),
        queryset=Inscription.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Cochez au moins une personne.")},
    )

    class Meta:
        model = Creneau
        fields = []

    def __init__(self, *args, possibles, libelles=None, **kwargs):
        super().__init__(*args, **kwargs)
        libelles = libelles or {}
        champ = self.fields["personnes"]
        champ.queryset = possibles
        champ.label_from_instance = lambda inscription: libelles.get(inscription.pk, str(inscription.utilisateur))

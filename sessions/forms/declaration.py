"""What is noted for one person: there, from when to when, or absent."""

from datetime import datetime

from django import forms
from django.utils.translation import gettext_lazy as _

from sessions.models import Creneau

PRESENTE, ABSENTE = "presente", "absente"


class DeclarerForm(forms.ModelForm):
    presence = forms.ChoiceField(
        label=_("Cette personne est"),
        choices=[(PRESENTE, _("là, toute la demi-journée ou une partie")), (ABSENTE, _("absente"))],
        widget=forms.RadioSelect,
    )
    arrivee = forms.TimeField(
        label=_("Heure d'arrivée"),
        required=False,
        help_text=_("Vide : dès le début."),
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
    )
    depart = forms.TimeField(
        label=_("Heure de départ"),
        required=False,
        help_text=_("Vide : jusqu'à la fin."),
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
    )
    minutes = forms.IntegerField(
        label=_("Minutes suivies"),
        required=False,
        help_text=_("Seulement si la personne s'est absentée entre son arrivée et son départ."),
        widget=forms.NumberInput(attrs={"inputmode": "numeric", "min": 1}),
    )
    motif = forms.CharField(
        label=_("Précision"),
        max_length=300,
        required=False,
        help_text=_("Par exemple « train en retard » ou « sans téléphone »."),
    )

    class Meta:
        model = Creneau
        fields = []

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["motif"].mention = _("(obligatoire pour corriger)")

    @property
    def est_absence(self) -> bool:
        return self.cleaned_data["presence"] == ABSENTE

    @property
    def suivi(self) -> dict:
        """What the actions of presence take."""
        return {
            "minutes": self.cleaned_data["minutes"],
            "arrivee": self._instant("arrivee"),
            "depart": self._instant("depart"),
        }

    def _instant(self, champ: str) -> datetime | None:
        heure = self.cleaned_data[champ]
        debut = self.instance.debut
        return datetime.combine(debut.date(), heure, tzinfo=debut.tzinfo) if heure else None


class CorrigerForm(DeclarerForm):
    """The same once the half-day is sealed: never without its reason."""

    motif = forms.CharField(label=_("Pourquoi corriger ?"), max_length=300)

from django import forms
from django.utils.translation import gettext_lazy as _

from academie.models import Structure
from sessions.models import ReserveStructure, Session
from sessions.queries.reserve import dernier_jour


class ReserveUpdateForm(forms.ModelForm):
    places = forms.IntegerField(
        label=_("Places gardées"),
        min_value=1,
        max_value=1000,
        help_text=_("En tout, avec celles que des personnes de la structure tiennent déjà."),
    )
    jusqu_au = forms.DateField(
        label=_("Gardées jusqu'au"),
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Le lendemain, celles qui restent vont à tout le monde."),
    )

    class Meta:
        model = ReserveStructure
        fields = []

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial = {"places": self.instance.places, "jusqu_au": self.instance.jusqu_au} | self.initial


class ReserveCreateForm(ReserveUpdateForm):
    """Seats of a session, for one of `structures`."""

    structure = forms.ModelChoiceField(label=_("Structure"), queryset=Structure.objects.none())
    field_order = ["structure", "places", "jusqu_au"]

    class Meta:
        model = Session
        fields = []

    def __init__(self, *args, structures, **kwargs):
        forms.ModelForm.__init__(self, *args, **kwargs)
        self.fields["structure"].queryset = structures
        seule = structures[:2]
        self.initial = {
            "jusqu_au": dernier_jour(self.instance),
            "structure": seule[0] if len(seule) == 1 else None,
        } | self.initial

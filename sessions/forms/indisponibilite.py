from datetime import datetime, time, timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sessions.forms.creneau import PLAUSIBLE, ChoixHeure
from sessions.forms.filtre import ChoixDate
from sessions.queries.indisponibilite import formateurs_a_declarer


class IndisponibiliteForm(forms.Form):
    """From a day to another, whole days when no hour is said."""

    formateur = forms.ModelChoiceField(label=_("Formatrice ou formateur"), queryset=None)
    du = forms.DateField(label=_("Du"), widget=ChoixDate, validators=PLAUSIBLE)
    de = forms.TimeField(label=_("À partir de"), widget=ChoixHeure, required=False, help_text=_("Vide : dès le matin."))
    au = forms.DateField(
        label=_("Au"), widget=ChoixDate, validators=PLAUSIBLE, required=False, help_text=_("Vide : le même jour.")
    )
    a = forms.TimeField(
        label=_("Jusqu'à"), widget=ChoixHeure, required=False, help_text=_("Vide : jusqu'à la fin de la journée.")
    )

    def __init__(self, *args, utilisateur, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["formateur"].queryset = formateurs_a_declarer(utilisateur)
        self.fields["formateur"].initial = utilisateur.pk

    def bornes(self) -> dict[str, datetime]:
        """The two moments, at Paris time."""
        donnees = self.cleaned_data
        au = donnees["au"] or donnees["du"]
        fin = datetime.combine(au, donnees["a"]) if donnees["a"] else datetime.combine(au + timedelta(days=1), time.min)
        debut = datetime.combine(donnees["du"], donnees["de"] or time.min)
        return {"debut": timezone.make_aware(debut), "fin": timezone.make_aware(fin)}

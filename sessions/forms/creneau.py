from datetime import date, datetime

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sessions.actions.creneau import CreneauPrevu
from sessions.forms.filtre import ChoixDate
from sessions.queries.planification import horaires_impossibles
from sessions.queries.session import formateurs_possibles

PLAUSIBLE = (
    MinValueValidator(date(2000, 1, 1), _("Indiquez une année après 2000.")),
    MaxValueValidator(date(2100, 1, 1), _("Indiquez une année avant 2100.")),
)


class ChoixHeure(forms.TimeInput):
    input_type = "time"

    def __init__(self, **options):
        super().__init__(format="%H:%M", **options)


class CreneauForm(forms.Form):
    """A half-day: a day and two hours, at Paris time."""

    pk = forms.IntegerField(widget=forms.HiddenInput, required=False)
    jour = forms.DateField(label=_("Jour"), widget=ChoixDate, validators=PLAUSIBLE)
    debut = forms.TimeField(label=_("Début"), widget=ChoixHeure)
    fin = forms.TimeField(label=_("Fin"), widget=ChoixHeure)

    def prevu(self, formateurs=()) -> CreneauPrevu:
        donnees = self.cleaned_data
        return CreneauPrevu(
            debut=timezone.make_aware(datetime.combine(donnees["jour"], donnees["debut"])),
            fin=timezone.make_aware(datetime.combine(donnees["jour"], donnees["fin"])),
            formateurs=tuple(donnees.get("formateurs", formateurs)),
            pk=donnees["pk"],
        )


class CreneauAnimeForm(CreneauForm):
    """The same, with who gives it."""

    formateurs = forms.ModelMultipleChoiceField(
        label=_("Formatrices et formateurs"),
        queryset=None,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["formateurs"].queryset = formateurs_possibles()


class CreneauxBase(forms.BaseFormSet):
    """Several half-days; empty rows are ignored, ticked ones removed."""

    def add_fields(self, form, index):
        super().add_fields(form, index)
        form.fields["DELETE"].label = _("Retirer cette demi-journée")

    def clean(self):
        if any(self.errors):
            return
        if impossibles := [constat.texte for constat in horaires_impossibles(self.prevus())]:
            raise ValidationError(impossibles)

    def prevus(self, formateurs=()) -> list[CreneauPrevu]:
        """What was typed, row by row; `formateurs` for the rows that do not say who."""
        return [
            form.prevu(formateurs)
            for form in self.forms
            if form.cleaned_data.get("jour") and not form.cleaned_data["DELETE"]
        ]


_OPTIONS = {
    "formset": CreneauxBase,
    "extra": 2,
    "can_delete": True,
    "max_num": 60,
    "validate_max": True,
    "absolute_max": 100,
}
CreneauFormSet = forms.formset_factory(CreneauForm, **_OPTIONS)
CreneauAnimeFormSet = forms.formset_factory(CreneauAnimeForm, **_OPTIONS)

from django import forms
from django.utils.translation import gettext_lazy as _

from academie.models import Theme
from sessions.models import MontantBPF
from sessions.queries.bpf import TYPES


class MontantsForm(forms.Form):
    """One field for each line of frames C and D."""

    def __init__(self, *args, annee: int, **options):
        super().__init__(*args, **options)
        connus = dict(MontantBPF.objects.filter(annee=annee).values_list("ligne", "euros"))
        for code, libelle in MontantBPF.Ligne.choices:
            self.fields[code] = forms.IntegerField(
                label=f"{code[0]} – {libelle}",
                min_value=0,
                max_value=2_000_000_000,
                required=False,
                initial=connus.get(code),
            )


class SpecialitesForm(forms.Form):
    """One choice for each theme."""

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        for theme in Theme.objects.all():
            self.fields[f"theme_{theme.pk}"] = forms.ChoiceField(
                label=theme.nom,
                choices=[("", _("À indiquer")), *Theme.Specialite.choices],
                initial=theme.specialite,
                required=False,
            )

    @property
    def specialites(self) -> dict[int, str]:
        return {int(nom.removeprefix("theme_")): code for nom, code in self.cleaned_data.items()}


class StagiairesForm(forms.Form):
    type = forms.ChoiceField(label=_("Type"), choices=[("", _("Tous")), *TYPES.items()], required=False)
    specialite = forms.ChoiceField(
        label=_("Spécialité"), choices=[("", _("Toutes")), *Theme.Specialite.choices], required=False
    )
    distance = forms.BooleanField(label=_("À distance, en tout ou partie"), required=False)

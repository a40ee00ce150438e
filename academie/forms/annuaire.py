from itertools import groupby

from django import forms
from django.utils.translation import gettext_lazy as _

from academie.champs.territoire import ChampTerritoire
from academie.models import Competence, FicheAnnuaire, Structure


class CompetencesMixin:
    """Competences under the name of their domain."""

    def ranger_competences(self, vide: list) -> None:
        champ = self.fields["competences" if "competences" in self.fields else "competence"]
        champ.queryset = Competence.objects.select_related("domaine__referentiel")
        champ.choices = [
            *vide,
            *(
                (f"{domaine.referentiel} – {domaine}", [(competence.pk, str(competence)) for competence in groupe])
                for domaine, groupe in groupby(champ.queryset, key=lambda competence: competence.domaine)
            ),
        ]


class FicheAnnuaireForm(CompetencesMixin, forms.ModelForm):
    class Meta:
        model = FicheAnnuaire
        fields = ["presentation", "competences", "adresse_visible"]
        widgets = {
            "presentation": forms.Textarea({"rows": 4}),
            "competences": forms.CheckboxSelectMultiple,
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.ranger_competences([])


class PersonnesForm(CompetencesMixin, forms.Form):
    """What the directory is searched by."""

    q = forms.CharField(label=_("Nom, structure ou mot"), required=False, max_length=100)
    territoire = ChampTerritoire(label=_("Territoire"), required=False)
    competence = forms.ModelChoiceField(Competence.objects.none(), label=_("Compétence"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.ranger_competences([("", _("Toutes les compétences"))])


class StructuresForm(PersonnesForm):
    genre = forms.ChoiceField(
        label=_("Nature"), required=False, choices=[("", _("Toutes les natures")), *Structure.Genre.choices]
    )
    q = forms.CharField(label=_("Nom ou commune"), required=False, max_length=100)

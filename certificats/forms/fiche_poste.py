from django import forms
from django.utils.translation import gettext_lazy as _

from academie.models import Competence, Structure
from certificats.models import Exigence, FichePoste
from certificats.queries.fiche_poste import competences_groupees


class FichePosteForm(forms.ModelForm):
    class Meta:
        model = FichePoste
        fields = ["titre", "description", "source", "echelon", "rome", "certification", "certification_lien"]
        widgets = {"description": forms.Textarea({"rows": 6}), "source": forms.Textarea({"rows": 2})}


class AdapterForm(forms.Form):
    """For which of the structures that one is référent of."""

    structure = forms.ModelChoiceField(label=_("Structure"), queryset=Structure.objects.none(), empty_label=None)

    def __init__(self, *args, structures: list[int], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["structure"].queryset = Structure.objects.filter(pk__in=structures)


class NonPratiqueeForm(forms.ModelForm):
    class Meta:
        model = Exigence
        fields = ["non_pratiquee"]
        labels = {"non_pratiquee": _("Pourquoi elle ne sert pas ici")}


class ExigenceForm(forms.Form):
    competence = forms.ModelChoiceField(label=_("Compétence"), queryset=Competence.objects.select_related("domaine"))
    niveau = forms.IntegerField(
        label=_("Niveau demandé"),
        min_value=1,
        max_value=100,
        help_text=_("Le rang sur l'échelle du référentiel : de 1 à 8 pour DigComp 2.2, de 1 à 3 pour l'étude de 2013."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["competence"].choices = [("", _("Choisissez une compétence")), *competences_groupees()]

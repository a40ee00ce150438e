from django import forms
from django.utils.translation import gettext_lazy as _

from academie.champs.date import ChoixDate
from academie.models import Competence
from certificats.models import EtapePlan, PlanParcours
from certificats.queries.ecart import Ecart

PROPRES = [(genre.value, genre.label) for genre in EtapePlan.Genre if genre != EtapePlan.Genre.FORMATION]


class EtapeForm(forms.Form):
    """A step of one's own."""

    genre = forms.ChoiceField(label=_("Nature"), choices=PROPRES)
    intitule = forms.CharField(
        label=_("Ce qu'il y a à faire"),
        max_length=200,
        help_text=_("Par exemple : « Préparer un atelier avec Camille », « Lire le guide des démarches »."),
    )
    souhaitee_le = forms.DateField(label=_("Pour le"), widget=ChoixDate, required=False)
    competences = forms.ModelMultipleChoiceField(
        label=_("Compétences visées"),
        queryset=Competence.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args, ecarts: list[Ecart], **kwargs):
        super().__init__(*args, **kwargs)
        champ = self.fields["competences"]
        champ.queryset = Competence.objects.filter(pk__in=[ecart.exigence.competence_id for ecart in ecarts])
        if not ecarts:
            del self.fields["competences"]


class EtapeDateForm(forms.Form):
    """The date wished of any step, and the words of a step of one's own."""

    intitule = forms.CharField(label=_("Ce qu'il y a à faire"), max_length=200)
    souhaitee_le = forms.DateField(label=_("Pour le"), widget=ChoixDate, required=False)

    def __init__(self, *args, etape: EtapePlan, **kwargs):
        initial = {"intitule": etape.intitule, "souhaitee_le": etape.souhaitee_le}
        super().__init__(*args, **kwargs | {"initial": initial})
        if etape.programme_id:
            del self.fields["intitule"]


class MotForm(forms.ModelForm):
    """A word of the structure about a plan that it answers."""

    mot = forms.CharField(
        label=_("Un mot à la personne"), max_length=1000, required=False, widget=forms.Textarea({"rows": 3})
    )

    class Meta:
        model = PlanParcours
        fields: list[str] = []


class RenvoiForm(MotForm):
    mot = forms.CharField(label=_("Ce qu'il faudrait changer"), max_length=1000, widget=forms.Textarea({"rows": 3}))

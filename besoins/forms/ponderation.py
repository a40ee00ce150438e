from django import forms
from django.utils.translation import gettext_lazy as _

from besoins.actions.ponderation import POIDS_MAXIMUM
from besoins.models import Enquete, Question


class PonderationForm(forms.Form):
    ponderation = forms.ChoiceField(
        label=_("Poids des réponses"), choices=Enquete.Ponderation.choices, widget=forms.RadioSelect
    )
    ponderation_question = forms.ModelChoiceField(
        Question.objects.none(),
        label=_("Question qui donne le poids"),
        required=False,
        empty_label=_("Aucune"),
        help_text=_(
            "Une question de l'enquête qui demande un nombre, par exemple le nombre d'animatrices et animateurs."
        ),
    )

    def __init__(self, *args, enquete: Enquete, **kwargs):
        initiale = {"ponderation": enquete.ponderation, "ponderation_question": enquete.ponderation_question_id}
        super().__init__(*args, **kwargs | {"initial": initiale})
        self.fields["ponderation_question"].queryset = Question.objects.filter(
            section__enquete=enquete, genre=Question.Genre.NOMBRE
        )


class PoidsForm(forms.Form):
    """One weight for each answer of the page."""

    def __init__(self, *args, reponses, **kwargs):
        super().__init__(*args, **kwargs)
        for reponse in reponses:
            self.fields[f"r{reponse.pk}"] = forms.FloatField(
                label=str(reponse), min_value=0, max_value=POIDS_MAXIMUM, initial=reponse.poids, localize=True
            )

    def poids(self) -> dict[int, float]:
        return {int(nom[1:]): valeur for nom, valeur in self.cleaned_data.items()}

from django import forms
from django.utils.translation import gettext_lazy as _

from besoins.models import Combinaison, Condition, Question
from besoins.queries.question import operateurs


class ConditionForm(forms.ModelForm):
    """What is asked of the answers to one question: an answer it proposes, a number, or only whether there is one."""

    class Meta:
        model = Condition
        fields = ["operateur", "option", "nombre"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        source: Question = self.instance.source
        possibles = operateurs(source)
        self.fields["operateur"] = forms.ChoiceField(
            label=_("Quand"),
            choices=[(operateur.value, operateur.label) for operateur in possibles],
            widget=forms.RadioSelect,
        )
        self.initial["operateur"] = self.instance.operateur or possibles[0].value
        if Condition.Operateur.EST in possibles:
            self.fields["option"].queryset = source.options.order_by("ordre")
            self.fields["option"].empty_label = _("Choisissez une réponse")
            self.fields["option"].help_text = _("Pour les deux premiers choix.")
        else:
            del self.fields["option"]
        if Condition.Operateur.AU_MOINS in possibles:
            self.fields["nombre"].help_text = _("Pour les deux premiers choix.")
        else:
            del self.fields["nombre"]

    def clean(self):
        donnees = super().clean()
        for champ, comparaisons, phrase in (
            ("option", Condition.AVEC_OPTION, _("Choisissez la réponse à comparer.")),
            ("nombre", Condition.AVEC_NOMBRE, _("Indiquez le nombre à comparer.")),
        ):
            if champ not in self.fields or champ in self.errors:
                continue
            if donnees.get("operateur") not in comparaisons:
                donnees[champ] = None
            elif donnees.get(champ) is None:
                self.add_error(champ, phrase)
        return donnees


class CombinaisonForm(forms.Form):
    combinaison = forms.ChoiceField(label=_("S'affiche quand"), choices=Combinaison.choices, widget=forms.RadioSelect)

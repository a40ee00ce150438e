from django import forms
from django.utils.translation import gettext_lazy as _

from besoins.models import Option, Question


class ComparaisonForm(forms.Form):
    """Two answers to compare; what it holds goes in the address."""

    a = forms.ChoiceField(label=_("Premier besoin"))
    b = forms.ChoiceField(label=_("Second besoin"))

    def __init__(self, *args, questions: list[Question], **kwargs):
        super().__init__(*args, **kwargs)
        self.options: dict[str, Option] = {
            str(option.pk): option for question in questions for option in question.options.all()
        }
        groupes = [(q.intitule, [(str(option.pk), option.libelle) for option in q.options.all()]) for q in questions]
        for champ in self.fields.values():
            champ.choices = [("", _("Choisissez")), *groupes]

    def clean_a(self) -> Option:
        return self.options[self.cleaned_data["a"]]

    def clean_b(self) -> Option:
        seconde = self.options[self.cleaned_data["b"]]
        if seconde == self.cleaned_data.get("a"):
            raise forms.ValidationError(_("Choisissez deux besoins différents."))
        return seconde

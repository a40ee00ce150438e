from django import forms
from django.utils.translation import gettext_lazy as _

from academie.models import Utilisateur
from sessions.models import Inscription
from sessions.queries.remplacement import collegues_possibles


class RemplacerForm(forms.ModelForm):
    utilisateur = forms.ModelChoiceField(
        label=_("Qui vient à la place"),
        queryset=Utilisateur.objects.none(),
        help_text=_("Les animatrices et animateurs de la même structure qui n'ont pas d'inscription à cette session."),
    )

    class Meta:
        model = Inscription
        fields = []

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["utilisateur"].queryset = collegues_possibles(self.instance)

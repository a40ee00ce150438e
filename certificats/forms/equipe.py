from django import forms
from django.utils.translation import gettext_lazy as _

from certificats.queries.equipe import Equipe, competences_de


class EquipeForm(forms.Form):
    """What is kept of a team: `equipe` is the whole of it."""

    fiche = forms.ChoiceField(label=_("Fiche de poste"), required=False)
    competence = forms.ChoiceField(label=_("Compétence"), required=False)

    def __init__(self, *args, equipe: Equipe, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["fiche"].choices = [("", _("Toutes")), *((str(une.pk), str(une)) for une in equipe.fiches)]
        self.fields["competence"].choices = [
            ("", _("Toutes")),
            *((str(une.pk), str(une)) for une in competences_de(equipe.tous)),
        ]

from django import forms
from django.utils.translation import gettext_lazy as _

from certificats.models import FichePoste
from certificats.queries.poste import fiches_proposees


class ChampPoste(forms.ModelChoiceField):
    def label_from_instance(self, fiche):
        return f"{fiche.titre} ({fiche.structure.nom})" if fiche.structure else fiche.titre


class ViserForm(forms.Form):
    fiche = ChampPoste(
        label=_("Le poste que je vise"),
        queryset=FichePoste.objects.none(),
        required=False,
        blank=True,
        empty_label=_("Aucun pour l'instant"),
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Cette fiche n'est plus proposée : choisissez-en une autre.")},
    )

    def __init__(self, *args, utilisateur, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["fiche"].queryset = fiches_proposees(utilisateur)

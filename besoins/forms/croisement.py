from django import forms
from django.utils.translation import gettext_lazy as _

from besoins.queries.croisement import Axe
from besoins.queries.filtres import Filtre

LIBELLE = 90


class CroisementForm(forms.Form):
    """What to cross; the filters of the address stay."""

    lignes = forms.ChoiceField(label=_("En lignes"))
    colonnes = forms.ChoiceField(label=_("En colonnes"))
    sens = forms.ChoiceField(
        label=_("Parts calculées"),
        choices=[("lignes", _("dans chaque ligne")), ("colonnes", _("dans chaque colonne"))],
        initial="lignes",
        required=False,
    )
    intervalles = forms.BooleanField(label=_("Montrer les intervalles à 95 %"), required=False)

    def __init__(self, donnees, *, lignes: dict[str, Axe], colonnes: dict[str, Axe], filtre: Filtre):
        super().__init__(donnees)
        self.fields["lignes"].choices = [(cle, axe.libelle[:LIBELLE]) for cle, axe in lignes.items()]
        self.fields["colonnes"].choices = [(cle, axe.libelle[:LIBELLE]) for cle, axe in colonnes.items()]
        for cle, valeurs in filtre.parametres.items():
            self.fields[cle] = forms.MultipleChoiceField(
                choices=[(valeur, valeur) for valeur in valeurs],
                initial=valeurs,
                widget=forms.MultipleHiddenInput,
                required=False,
            )

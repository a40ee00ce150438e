from django import forms

from academie.francais import nombre
from besoins.queries.filtres import CLES_DE_PROFIL, LISTES, TERRITOIRES, Filtre

NOMS = {cle: nom for cle, (nom, _genre) in (TERRITOIRES | LISTES).items()}


class FiltreForm(forms.Form):
    """The profiles to keep; what the address says of questions stays as it is."""

    def __init__(self, filtre: Filtre, facettes: dict[str, list[tuple[str, str, int]]]):
        super().__init__(initial=filtre.parametres)
        for cle, choix in facettes.items():
            self.fields[cle] = forms.MultipleChoiceField(
                label=NOMS[cle],
                choices=[(valeur, f"{libelle} ({nombre(n)})") for valeur, libelle, n in choix],
                widget=forms.CheckboxSelectMultiple,
                required=False,
            )
        for cle, valeurs in filtre.parametres.items():
            if cle not in CLES_DE_PROFIL:
                self.fields[cle] = forms.MultipleChoiceField(
                    choices=[(valeur, valeur) for valeur in valeurs], widget=forms.MultipleHiddenInput, required=False
                )

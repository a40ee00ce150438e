import re

from django import forms

from besoins.actions.couverture import Liens

PAIRE = re.compile(r"[0-9]{1,9}-[0-9]{1,9}")


class ChampPaires(forms.Field):
    """Ticked boxes whose values are two keys, "12-5"; what is written otherwise comes from no page of ours."""

    widget = forms.MultipleHiddenInput

    def to_python(self, value):
        return {tuple(map(int, paire.split("-"))) for paire in value or () if PAIRE.fullmatch(paire)}


class LiensForm(forms.Form):
    """The matrix as it was shown and as it is ticked."""

    besoins = ChampPaires(required=False)
    besoins_avant = ChampPaires(required=False)
    modules = ChampPaires(required=False)
    modules_avant = ChampPaires(required=False)

    def liens(self) -> dict:
        self.full_clean()
        return {
            nom: Liens(avant=self.cleaned_data[f"{nom}_avant"], apres=self.cleaned_data[nom])
            for nom in ("besoins", "modules")
        }

from django import forms
from django.utils.translation import gettext_lazy as _

from academie.champs.territoire import ChampTerritoire
from academie.models import Territoire
from sessions.agendas.filtre import AXES, DISTANCE


class AgendaForm(forms.Form):
    """How a feed is chosen: what is ticked is in the address under the names that the feed's own address has."""

    lieu = ChampTerritoire(
        label=_("Ajouter un département ou une intercommunalité"),
        required=False,
        genres=(Territoire.Genre.DEPARTEMENT, Territoire.Genre.EPCI),
        help_text=_("Un nom, un numéro de département ou un SIREN."),
    )
    mots = forms.CharField(
        label=_("Chercher un programme"),
        required=False,
        max_length=100,
        help_text=_("Des mots de son titre ou de son contenu."),
        widget=forms.TextInput(attrs={"type": "search"}),
    )

    def demandes(self) -> dict[str, list[str]]:
        """The codes asked for on each axis, known or not."""
        return {nom: self.data.getlist(nom) for nom in (*AXES, DISTANCE)}

    def ajoute(self) -> tuple[str, str] | None:
        """The axis and the code of the territory that was named."""
        lieu = self.cleaned_data.get("lieu")
        return (lieu.genre, lieu.code) if lieu else None

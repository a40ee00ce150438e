from django import forms
from django.utils.translation import gettext_lazy as _

from academie.champs.territoire import ChampTerritoire
from academie.models import Structure
from besoins.models import Invitation


class RechercheStructuresForm(forms.Form):
    """Facets over the structures that may be asked."""

    q = forms.CharField(label=_("Nom de la structure ou de la commune"), max_length=100, required=False)
    territoire = ChampTerritoire(
        label=_("Territoire"),
        required=False,
        help_text=_("Région, département, intercommunalité ou commune, avec tout ce qui en dépend."),
    )
    genre = forms.ChoiceField(label=_("Nature"), choices=[("", _("Toutes")), *Structure.Genre.choices], required=False)

    def criteres(self) -> dict:
        """What `structures_a_ajouter` takes; what was not understood is ignored."""
        self.is_valid()
        return {
            "texte": self.cleaned_data.get("q", ""),
            "territoire": self.cleaned_data.get("territoire"),
            "genre": self.cleaned_data.get("genre", ""),
        }


class ListeInput(forms.HiddenInput):
    """Identifiers in one field, however many: a page of checkboxes gives several values."""

    def value_from_datadict(self, data, files, name):
        return ",".join(data.getlist(name))


class StructuresForm(forms.Form):
    """The structures chosen."""

    structures = forms.CharField(widget=ListeInput, required=False)

    def clean_structures(self):
        cles = self.cleaned_data["structures"].split(",")
        return [int(cle) for cle in cles if cle.isascii() and cle.isdigit()]


class AdressesForm(forms.Form):
    """Addresses pasted from anywhere, with or without names."""

    adresses = forms.CharField(
        label=_("Adresses"),
        max_length=500_000,
        widget=forms.Textarea(attrs={"rows": 10, "spellcheck": "false", "autocomplete": "off"}),
        help_text=_(
            "Une par ligne, ou séparées par des points-virgules : « Anne Le Goff &lt;anne@commune.fr&gt; » convient."
        ),
        error_messages={"required": _("Collez au moins une adresse.")},
    )
    role = forms.ChoiceField(
        label=_("Qui répond"), choices=[("", _("Non précisé")), *Invitation.Role.choices], required=False
    )

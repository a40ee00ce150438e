from django import forms
from django.utils.translation import gettext_lazy as _

from academie.models import Structure, Territoire
from besoins.models import Invitation


class RechercheStructuresForm(forms.Form):
    """Facets over the structures that may be invited."""

    q = forms.CharField(label=_("Nom de la structure ou de la commune"), max_length=100, required=False)
    region = forms.ModelChoiceField(
        Territoire.objects.regions().order_by("nom"),
        label=_("Région"),
        required=False,
        empty_label=_("Toutes les régions"),
    )
    genre = forms.ChoiceField(
        label=_("Nature"),
        choices=[("", _("Toutes")), *Structure.Genre.choices],
        required=False,
    )

    def criteres(self) -> dict:
        """What `structures_a_inviter` takes; what was not understood is ignored."""
        self.is_valid()
        return {
            "texte": self.cleaned_data.get("q", ""),
            "region": self.cleaned_data.get("region"),
            "genre": self.cleaned_data.get("genre", ""),
        }


class ListeInput(forms.HiddenInput):
    """Identifiers in one field, however many: "12,7,31"; a page of checkboxes gives several values."""

    def value_from_datadict(self, data, files, name):
        return ",".join(data.getlist(name))


class DestinatairesForm(forms.Form):
    """The structures chosen."""

    structures = forms.CharField(
        widget=ListeInput,
        error_messages={"required": _("Choisissez au moins une structure à inviter.")},
    )

    def clean_structures(self):
        cles = self.cleaned_data["structures"].split(",")
        if not all(cle.isascii() and cle.isdigit() for cle in cles):
            raise forms.ValidationError(_("Choisissez les structures dans la liste."))
        return [int(cle) for cle in cles]


class RenvoiForm(forms.ModelForm):
    """A new link, to an address that may be corrected."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    class Meta:
        model = Invitation
        fields = ["email"]

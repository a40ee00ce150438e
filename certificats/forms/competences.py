from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext_lazy as _

from academie.models import Territoire
from besoins.models import Besoin
from certificats.queries.territoire import DIMENSIONS, groupes_connus


class GroupeForm(forms.Form):
    """One group at a time: two at once would tell on those who are in both."""

    groupe = forms.ChoiceField(label=_("Voir"), required=False)

    def __init__(self, *args, dimensions: Iterable[str] = DIMENSIONS, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["groupe"].choices = [
            ("", _("Tout le réseau")),
            *(
                (DIMENSIONS[nom].libelle, [(f"{nom}:{cle}", libelle) for cle, libelle in groupes.items()])
                for nom, groupes in groupes_connus(dimensions).items()
            ),
        ]

    @property
    def dimension_et_cle(self) -> tuple[str, str]:
        dimension, _deux_points, cle = self.cleaned_data.get("groupe", "").partition(":")
        return dimension or "region", cle

    @property
    def nom(self) -> str:
        """The group that is seen, in words."""
        dimension, cle = self.dimension_et_cle
        groupes = dict(self.fields["groupe"].choices).get(DIMENSIONS[dimension].libelle, [])
        return dict(groupes).get(f"{dimension}:{cle}") or str(_("Tout le réseau"))


class VerserForm(forms.Form):
    """Where the gaps are counted, and which need they prove."""

    besoin = forms.ModelChoiceField(
        Besoin.objects.vivants().order_by("titre", "pk"),
        label=_("Besoin que ces écarts appuient"),
        required=False,
        empty_label=_("Un nouveau besoin"),
    )
    territoire = forms.ModelChoiceField(
        Territoire.objects.none(), label=_("Compter"), required=False, empty_label=_("Tout le réseau")
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        groupes = groupes_connus(["region", "departement"])
        connus = {cle for noms in groupes.values() for cle in noms}
        self.fields["territoire"].queryset = Territoire.objects.filter(pk__in=connus).order_by("-genre", "nom")

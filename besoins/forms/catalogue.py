from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext_lazy as _

from academie.branchements.catalogue import Facette
from besoins.queries.trouvaille import TRIS, Demande


class CatalogueForm(forms.Form):
    """What a visitor asks of the catalogue. What cannot be understood is left out: a shared address goes on working."""

    q = forms.CharField(label=_("Rechercher"), required=False, max_length=100)
    tri = forms.ChoiceField(label=_("Trier par"), required=False, choices=list(TRIS.items()))

    def demande(self, facettes: Iterable[Facette]) -> Demande:
        self.is_valid()
        recus = {facette.nom: self._valeurs(facette) for facette in facettes}
        return Demande(
            q=self.cleaned_data.get("q", ""),
            tri=self.cleaned_data.get("tri", ""),
            choix={nom: valeurs for nom, valeurs in recus.items() if valeurs},
        )

    def _valeurs(self, facette: Facette) -> list[str]:
        """Each once, in the order of the facet: one address for one demand."""
        choisies = set(self.data.getlist(facette.nom))
        return [valeur for valeur in facette.choix if valeur in choisies]

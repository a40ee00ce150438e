from django import forms
from django.utils.translation import gettext_lazy as _

from academie.champs.doublon import UneSeuleFoisMixin
from academie.champs.territoire import ChampTerritoire
from academie.models import Territoire
from sessions.models import Lieu


class LieuForm(UneSeuleFoisMixin, forms.ModelForm):
    commune = ChampTerritoire(label=_("Commune"), genres=[Territoire.Genre.COMMUNE])

    class Meta:
        model = Lieu
        fields = ["nom", "adresse", "commune", "acces", "accessibilite", "capacite"]
        widgets = {"acces": forms.Textarea(attrs={"rows": 3}), "accessibilite": forms.Textarea(attrs={"rows": 3})}
        help_texts = {
            "acces": _("Transports, stationnement, étage, digicode."),
            "accessibilite": _("Entrée de plain-pied, ascenseur, boucle magnétique, toilettes adaptées."),
        }

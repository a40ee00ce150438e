import re

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from academie.models import Organisme
from academie.queries.organisme import texte_de_depart

OCTETS_SIGNATURE = 2 * 1024 * 1024


class ChampChiffres(forms.CharField):
    """A number that people write in groups."""

    def to_python(self, value):
        return re.sub(r"[\s.]", "", super().to_python(value))


class OrganismeForm(forms.ModelForm):
    """The texts are proposed as long as there are none."""

    siret = ChampChiffres(label=_("SIRET"), required=False, max_length=14)
    declaration = ChampChiffres(
        label=_("Numéro de déclaration d'activité"),
        required=False,
        max_length=11,
        help_text=_("Onze chiffres, donnés par la préfecture de région."),
    )
    image_signature = forms.ImageField(
        label=_("Image de la signature"),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg"}),
        help_text=_("PNG ou JPEG, 2\u00a0Mo au plus. Elle est posée sur les conventions et les lettres de mission."),
    )
    sans_signature = forms.BooleanField(label=_("Retirer l'image de la signature"), required=False)

    class Meta:
        model = Organisme
        fields = [
            "nom",
            "adresse",
            "commune",
            "siret",
            "declaration",
            "declaration_region",
            "representant_nom",
            "representant_fonction",
            "contact_nom",
            "contact_email",
            "contact_telephone",
            "handicap_nom",
            "handicap_email",
            "handicap_telephone",
            "reglement_le",
            "reglement",
            "livret",
        ]
        widgets = {
            "adresse": forms.Textarea(attrs={"rows": 3}),
            "reglement_le": forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
            "reglement": forms.Textarea(attrs={"rows": 16}),
            "livret": forms.Textarea(attrs={"rows": 16}),
        }
        help_texts = {
            "reglement": _("Une ligne qui commence par # est un titre, par - un point d'une liste. Public\u00a0: reglement-interieur.pdf."),
            "livret": _("Même écriture. Le contact, la personne référente handicap et l'adresse s'ajoutent seuls. Public\u00a0: livret.pdf."),
        }  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for nom in ("reglement", "livret"):
            if not getattr(self.instance, nom):
                self.initial[nom] = texte_de_depart(nom)
        if not self.instance.nom:
            self.initial["nom"] = settings.EDITEUR["nom"]
        if not self.instance.signature:
            del self.fields["sans_signature"]

    def clean_image_signature(self):
        image = self.cleaned_data["image_signature"]
        if image and image.size > OCTETS_SIGNATURE:
            raise forms.ValidationError(_("Cette image dépasse 2\u00a0Mo\u00a0: réduisez-la."))
        return image

from urllib.parse import urlsplit

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from academie.regles import regle
from certificats.codes import adresse_collee, lire_code, presenter

OCTETS = 1024 * 1024


class VerificationForm(forms.Form):
    code = forms.CharField(
        label=_("Code de vérification"),
        max_length=500,
        help_text=_("Seize lettres et chiffres, au bas du document. Majuscules, tirets et espaces n'importent pas."),
        widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
        error_messages={
            "required": _("Recopiez le code qui figure au bas du document."),
            "max_length": _("Ceci est bien plus long qu'un code : recopiez les seize caractères, au bas du document."),
        },
    )

    def clean_code(self) -> str:
        site, saisie = adresse_collee(self.cleaned_data["code"])
        if site and site != urlsplit(settings.BASE_URL).netloc.lower():
            raise ValidationError(
                _(
                    "Cette adresse est celle d'un autre site, %(site)s : nous ne pouvons rien dire de ce qu'il montre. "
                    "Un document d'OTeN Académie porte un code de seize caractères : recopiez-le ici."
                ),
                params={"site": site[:100]},
            )
        if saisie.count(".") == 2 and saisie.lstrip().startswith("eyJ"):
            raise ValidationError(
                _("Ceci est un badge, pas un code : enregistrez-le dans un fichier, puis déposez-le.")
            )
        code = lire_code(saisie)
        if not code:
            raise ValidationError(self.fields["code"].error_messages["required"])
        return presenter(code[:100])


class DepotForm(forms.Form):
    """A file to compare with those issued. `trop_lourd`: what was sent was not read."""

    fichier = forms.FileField(
        label=_("Fichier à comparer"),
        error_messages={
            "required": _("Choisissez le fichier à comparer."),
            "empty": _("Ce fichier est vide : choisissez le fichier d'origine."),
        },
        widget=forms.FileInput({"accept": ".pdf,.png,.svg,.json,.jwt,.txt"}),
    )
    lourd = _(
        "Ce fichier dépasse %(n)d Mo : il n'a pas été lu. Un document d'OTeN Académie pèse bien moins ; déposez le fichier "
        "d'origine, ou recopiez son code."
    )

    def __init__(self, *args, trop_lourd: bool = False, **kwargs):
        super().__init__(*args, **kwargs)
        champ, taille = self.fields["fichier"], {"n": regle("verification.taille")}
        champ.help_text = (
            _(
                "Le PDF d'un document ou le fichier d'un badge (PNG, SVG, JSON ou JWT), %(n)d Mo au plus. Choisissez-le, ou "
                "faites-le glisser ici. Il est comparé, puis oublié."
            )
            % taille
        )
        if trop_lourd:
            champ.error_messages["required"] = self.lourd % taille

    def clean_fichier(self):
        fichier, taille = self.cleaned_data["fichier"], regle("verification.taille")
        if fichier.size > taille * OCTETS:
            raise ValidationError(self.lourd, params={"n": taille})
        return fichier


class NomForm(forms.Form):
    """The name that a document prints, to compare with the one that was erased here."""

    nom = forms.CharField(
        label=_("Nom imprimé sur le document"),
        max_length=300,
        help_text=_("Prénom et nom, comme sur le document. Rien n'est gardé."),
        widget=forms.TextInput({"autocomplete": "off"}),
    )

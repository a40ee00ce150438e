from django import forms
from django.core.validators import FileExtensionValidator
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _


class FichierJsonForm(forms.Form):
    """A file as an export gives it."""

    TAILLE = 2_000_000

    fichier = forms.FileField(
        label=_("Fichier"),
        validators=[FileExtensionValidator(["json"], _("Choisissez un fichier .json, tel que l'export le donne."))],
        error_messages={"empty": _("Ce fichier est vide. Exportez-le de nouveau.")},
        widget=forms.FileInput(attrs={"accept": ".json,application/json"}),
    )

    def clean_fichier(self):
        fichier = self.cleaned_data["fichier"]
        if fichier.size > self.TAILLE:
            raise forms.ValidationError(
                _("Ce fichier dépasse %(taille)s : il en contient plus qu'il ne devrait.")
                % {"taille": filesizeformat(self.TAILLE)}
            )
        return fichier

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from certificats.codes import lire_code, presenter


class VerificationForm(forms.Form):
    code = forms.CharField(
        label=_("Code de vérification"),
        max_length=100,
        help_text=_("Seize lettres et chiffres, au bas du certificat. Majuscules, tirets et espaces n'importent pas."),
        widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
        error_messages={"required": _("Recopiez le code qui figure au bas du certificat.")},
    )

    def clean_code(self) -> str:
        code = lire_code(self.cleaned_data["code"])
        if not code:
            raise ValidationError(self.fields["code"].error_messages["required"])
        return presenter(code)

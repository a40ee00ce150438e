from django import forms
from django.utils.translation import gettext_lazy as _


class EnvoiForm(forms.Form):
    """A word of one's own in the message, and how many people were seen before sending."""

    mot = forms.CharField(
        label=_("Un mot à ajouter"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_(
            "En tête du message, après « Bonjour ». Le lien, la date limite et la confidentialité y sont déjà."
        ),
    )
    nombre = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

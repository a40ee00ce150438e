from secrets import token_urlsafe

from django import forms
from django.utils.translation import gettext_lazy as _


class CommencerForm(forms.Form):
    """A key drawn with the page: a second click on "Commencer" finds the answer that the first one began."""

    cle = forms.CharField(widget=forms.HiddenInput, max_length=64, initial=token_urlsafe)


class LienPersonnelForm(forms.Form):
    email = forms.EmailField(
        label=_("Votre adresse électronique"),
        help_text=_("Elle ne sert qu'à cette enquête."),
        error_messages={
            "required": _("Indiquez l'adresse où envoyer le lien."),
            "invalid": _("Indiquez une adresse complète, par exemple nom@commune.fr."),
        },
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


class RefusForm(forms.Form):
    motif = forms.CharField(
        label=_("Voulez-vous dire pourquoi ?"),
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        help_text=_("300 caractères au plus. La personne qui a conçu l'enquête le lira."),
        error_messages={"max_length": _("Raccourcissez votre texte : 300 caractères au plus.")},
    )

from django import forms
from django.utils.translation import gettext_lazy as _


class RemplacementForm(forms.Form):
    titulaire = forms.CharField(label=_("Nom de la personne, tel qu'il sera imprimé"), max_length=200)
    employeur = forms.CharField(label=_("Employeur"), max_length=200, required=False)
    lieu = forms.CharField(label=_("Lieu"), max_length=400)
    motif = forms.CharField(
        label=_("Pourquoi ce certificat est remplacé"),
        max_length=300,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("Ce motif est envoyé à la personne et affiché sur la page publique de vérification."),
    )


class RevocationForm(forms.Form):
    motif = forms.CharField(
        label=_("Pourquoi ce certificat est révoqué"),
        max_length=300,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("Ce motif est envoyé à la personne et affiché sur la page publique de vérification."),
    )

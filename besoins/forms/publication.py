from django import forms
from django.utils.translation import gettext_lazy as _


class AvisForm(forms.Form):
    decision = forms.ChoiceField(
        label=_("Décision"),
        choices=[
            ("approuver", _("Approuver : la version peut être publiée")),
            ("renvoyer", _("Renvoyer à la rédaction : il reste à changer")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choisissez d'approuver ou de renvoyer à la rédaction.")},
    )
    avis = forms.CharField(
        label=_("Commentaire"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_(
            "Indispensable pour renvoyer : dites ce qu'il faut changer. Il est envoyé aux auteurs et autrices."
        ),
    )


class RetraitForm(forms.Form):
    motif = forms.CharField(
        label=_("Pourquoi ce programme quitte-t-il le catalogue ?"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Gardé dans l'historique du programme."),
    )

from django import forms
from django.utils.translation import gettext_lazy as _

from besoins.models import Commentaire, Intervention
from besoins.queries.commentaire import Lieu

TEXTE = Intervention._meta.get_field("texte").max_length
PASSAGE = Commentaire._meta.get_field("passage").max_length
PROPOSITION = Commentaire._meta.get_field("proposition").max_length


class CommentaireForm(forms.Form):
    passage = forms.CharField(
        label=_("Passage commenté"),
        max_length=PASSAGE,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Sélectionnez-le dans le texte, ou copiez-le ici. Laissez vide pour parler de tout le champ."),
    )
    texte = forms.CharField(
        label=_("Votre commentaire"), max_length=TEXTE, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    proposition = forms.CharField(
        label=_("Le texte que vous suggérez"),
        max_length=PROPOSITION,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_(
            "Reprenez le texte à votre façon : qui l'écrit pourra l'accepter. Sans changement, rien n'est suggéré."
        ),
    )

    def __init__(self, *args, lieu: Lieu | None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["proposition"].initial = lieu.texte if lieu else ""


class ReponseForm(forms.Form):
    texte = forms.CharField(label=_("Votre réponse"), max_length=TEXTE, widget=forms.Textarea(attrs={"rows": 3}))


class AcceptationForm(forms.Form):
    texte = forms.CharField(
        label=_("Le texte à enregistrer"),
        max_length=PROPOSITION,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("La suggestion, que vous pouvez reprendre."),
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)


class MotifForm(forms.Form):
    motif = forms.CharField(label=_("Pourquoi la décliner"), max_length=TEXTE, widget=forms.Textarea(attrs={"rows": 3}))

from django import forms
from django.utils.translation import gettext_lazy as _

from besoins.models import Article, SourceVeille


class RechercheArticlesForm(forms.Form):
    q = forms.CharField(label=_("Mots cherchés"), max_length=100, required=False)
    source = forms.ModelChoiceField(
        SourceVeille.objects.filter(genre=SourceVeille.Genre.FLUX),
        label=_("Flux"),
        required=False,
        empty_label=_("Tous"),
    )
    etat = forms.ChoiceField(
        label=_("État"),
        choices=[("", _("Nouveaux")), *Article.Etat.choices[1:], ("tous", _("Tous"))],
        required=False,
    )

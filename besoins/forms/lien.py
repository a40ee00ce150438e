from django import forms
from django.utils.translation import gettext_lazy as _

from besoins.models import Enquete


class LienOuvertForm(forms.ModelForm):
    class Meta:
        model = Enquete
        fields = ["lien_ouvert", "lien_limite"]
        error_messages = {
            "lien_limite": {"min_value": _("Indiquez un nombre de réponses, ou laissez vide pour ne pas limiter.")}
        }

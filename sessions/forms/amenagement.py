import django_filters as filtres
from django import forms
from django.utils.translation import gettext_lazy as _

from sessions.forms.filtre import Recherche
from sessions.models import Inscription, Session


class AmenagementForm(forms.ModelForm):
    class Meta:
        model = Inscription
        fields = ["amenagement_prevu"]
        labels = {"amenagement_prevu": _("Ce qui est prévu")}
        help_texts = {"amenagement_prevu": _("La personne le lit, ses formatrices et formateurs aussi.")}
        widgets = {"amenagement_prevu": forms.Textarea(attrs={"rows": 4})}
        error_messages = {"amenagement_prevu": {"required": _("Dites ce qui est prévu : la personne le lit.")}}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["amenagement_prevu"].required = True


class AmenagementFiltre(Recherche):
    """What is asked for, by what is planned."""

    etat = filtres.ChoiceFilter(
        label=_("Réponse"),
        choices=[("a_prevoir", _("à prévoir")), ("prevu", _("prévu"))],
        empty_label=_("Toutes"),
        method="par_etat",
    )

    def par_etat(self, inscriptions, _nom, valeur):
        if valeur == "prevu":
            return inscriptions.exclude(amenagement_prevu="")
        return inscriptions.filter(amenagement_prevu="", session__etat__in=Session.VIVANTES)

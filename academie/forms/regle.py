from datetime import timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from academie import francais
from academie.branchements.regle import Changement
from academie.regles import Regle, bornes

HORIZON = 3650


class EssaiRegleForm(forms.Form):
    """Another value for a rule, from a day: its effect is shown, nothing is saved."""

    depuis = forms.DateField(
        label=gettext_lazy("À partir du"),
        help_text=gettext_lazy("Demain au plus tôt."),
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args, ligne: Regle, **kwargs):
        super().__init__(*args, **kwargs)
        self.ligne = ligne
        minimum, maximum = bornes(ligne)
        self.fields["valeur"] = forms.IntegerField(
            label=_("Nouvelle valeur"),
            min_value=minimum,
            max_value=maximum,
            help_text=_("En %(unite)s, de %(minimum)s à %(maximum)s.")
            % {"unite": ligne.unite, "minimum": francais.nombre(minimum), "maximum": francais.nombre(maximum)},
        )
        self.order_fields(["valeur"])

    def clean_depuis(self):
        depuis, jour = self.cleaned_data["depuis"], timezone.localdate()
        if not jour < depuis <= jour + timedelta(days=HORIZON):
            raise forms.ValidationError(
                _("Choisissez un jour à venir : demain au plus tôt, dans dix ans au plus tard.")
            )
        return depuis

    @property
    def changement(self) -> Changement:
        return Changement(self.ligne.cle, self.cleaned_data["valeur"], self.cleaned_data["depuis"])


class ChangerRegleForm(EssaiRegleForm):
    """The value whose effect was read, and why."""

    motif = forms.CharField(
        label=gettext_lazy("Pourquoi ce changement"),
        help_text=gettext_lazy("Le motif reste dans l'historique de la règle."),
        max_length=300,
        error_messages={"required": gettext_lazy("Indiquez pourquoi la règle change : tout le monde le lira.")},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for lu in ("valeur", "depuis"):
            self.fields[lu].widget = forms.HiddenInput()

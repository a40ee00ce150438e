"""A session again, on other dates."""

from uuid import uuid4

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sessions.actions.serie import Rythme
from sessions.forms.creneau import PLAUSIBLE
from sessions.forms.filtre import ChoixDate
from sessions.forms.vie import ActeForm


class DeplacerForm(ActeForm):
    premier_jour = forms.DateField(
        label=_("Nouveau premier jour"),
        widget=ChoixDate,
        validators=PLAUSIBLE,
        help_text=_(
            "Toutes les demi-journées et les dates d'inscription bougent d'autant de jours ; les heures restent."
        ),
    )

    def clean_premier_jour(self):
        jour = self.cleaned_data["premier_jour"]
        if jour <= timezone.localdate():
            raise forms.ValidationError(_("Choisissez un jour à venir."))
        return jour

    def jours(self) -> list:
        """The first days asked for."""
        return [self.cleaned_data["premier_jour"]]


class DupliquerForm(DeplacerForm):
    cle = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["premier_jour"].label = _("Premier jour de la nouvelle session")


class SerieForm(ActeForm):
    nombre = forms.IntegerField(label=_("Nombre de sessions à ajouter"), min_value=1, max_value=20, initial=3)
    semaines = forms.IntegerField(label=_("Une toutes les (semaines)"), min_value=1, max_value=26, initial=4)
    sauter_vacances = forms.BooleanField(
        label=_("Sauter aussi les vacances scolaires"),
        required=False,
        help_text=_("Les jours fériés sont toujours sautés : la série continue à la date suivante."),
    )
    cle = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    def rythme(self) -> Rythme:
        return Rythme(**{nom: self.cleaned_data[nom] for nom in ("nombre", "semaines", "sauter_vacances")})

from django import forms
from django.utils.translation import gettext_lazy as _

from academie.models import Territoire
from sessions.models import Alerte
from sessions.queries.alerte import lieux_proches

PARTOUT = "partout"


class AlerteForm(forms.Form):
    """Where: one's own territory to begin with."""

    ou = forms.ChoiceField(
        label=_("Où ?"),
        widget=forms.RadioSelect,
        help_text=_("Une session que l'on peut suivre à distance vous est toujours signalée."),
    )

    def __init__(self, *args, utilisateur, alerte: Alerte | None, **kwargs):
        super().__init__(*args, **kwargs)
        self.lieux = {str(lieu.pk): lieu for lieu in lieux_proches(utilisateur)}
        if alerte and alerte.territoire:
            self.lieux.setdefault(str(alerte.territoire_id), alerte.territoire)
        choix = [(cle, f"{lieu.nom} ({lieu.get_genre_display()})") for cle, lieu in self.lieux.items()]
        self.fields["ou"].choices = [*choix, (PARTOUT, _("Partout en France"))]
        actuel = str(alerte.territoire_id or PARTOUT) if alerte else next(iter(self.lieux), PARTOUT)
        self.initial["ou"] = actuel

    def territoire(self) -> Territoire | None:
        return self.lieux.get(self.cleaned_data["ou"])

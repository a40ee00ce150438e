from django import forms
from django.utils.translation import gettext_lazy as _

from sessions.queries.agenda import Flux, choix_d_agendas, flux_de_cle


class AgendaForm(forms.Form):
    agenda = forms.ChoiceField(
        label=_("Sessions à suivre"),
        choices=choix_d_agendas,
        help_text=_("Une région, un département, un thème, un programme, ou toutes les sessions."),
    )

    def flux(self) -> Flux | None:
        """The feed asked for; all sessions when nothing is asked."""
        if not self.is_bound:
            return flux_de_cle("public")
        return flux_de_cle(self.cleaned_data["agenda"]) if self.is_valid() else None

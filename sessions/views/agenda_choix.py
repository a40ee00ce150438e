from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.views.generic import TemplateView

from academie.regles import regle
from sessions.forms.agenda import AgendaForm
from sessions.queries.agenda import flux_du_filtre, resoudre
from sessions.queries.agenda_apercu import apercu
from sessions.queries.agenda_choix import composer, page_de
from sessions.queries.nouveaute import adresses_des_nouveautes, alternatives_du_filtre


class AgendaListView(TemplateView):
    """Compose a feed, see what it holds, take its address. Choosing is a search: it stays in the address of the page."""

    template_name = "sessions/agenda/list.html"

    @cached_property
    def form(self) -> AgendaForm:
        form = AgendaForm(self.request.GET)
        form.is_valid()
        return form

    @cached_property
    def composition(self):
        return composer(self.form.demandes(), self.form.cleaned_data.get("mots", ""))

    def get(self, request, *args, **kwargs):
        """A territory that was named becomes a box already ticked, in an address that can be shared."""
        if lieu := self.form.ajoute():
            return redirect(page_de([*self.composition.filtre.parametres, lieu]))
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        filtre = self.composition.filtre
        flux = flux_du_filtre(filtre)
        return super().get_context_data(
            **kwargs,
            form=self.form,
            composition=self.composition,
            filtres_actifs=self.composition.etiquettes(),
            apercu=apercu(self.composition, resoudre(filtre).condition),
            flux=flux,
            alternatives=alternatives_du_filtre(filtre, flux.nom),
            nouveautes=adresses_des_nouveautes(filtre),
            maximum=regle("agenda.valeurs"),
            annules=regle("agenda.annules"),
        )

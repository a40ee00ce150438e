from django.views.generic import TemplateView

from academie.autorisations.vues import ProtegeeMixin
from besoins.queries.accueil import apport_ecouter


class BesoinsAccueilView(ProtegeeMixin, TemplateView):
    """The room of the trade: what awaits the person here, and the ways in."""

    permission = "besoin.voir"
    template_name = "besoins/accueil/page.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs, apport=apport_ecouter(self.request.user))

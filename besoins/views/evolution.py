from django.views.generic import DetailView

from academie.autorisations.vues import ProtegeeMixin
from besoins.models import Enquete
from besoins.queries.evolution import evolution


class EvolutionView(ProtegeeMixin, DetailView):
    permission = "enquete.voir"
    model = Enquete
    template_name = "besoins/evolution/page.html"
    context_object_name = "enquete"

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs, evolution=evolution(self.object))

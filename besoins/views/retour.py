from django.views.generic import DetailView, ListView

from academie.autorisations.vues import ProtegeeMixin
from academie.champs.facettes import FacettesMixin
from academie.models import Structure
from besoins.forms.contribution import RechercheStructureForm
from besoins.models import Enquete
from besoins.queries.retour import resultats_publies_pour, retours_de, structures_entendues, suites_de_l_enquete


class RetourListView(ProtegeeMixin, FacettesMixin, ListView):
    """The structures that were heard: those of a référente or référent, or all."""

    permission = "invitation.voir"
    model = Structure
    facettes = RechercheStructureForm
    template_name = "besoins/retour/list.html"
    paginate_by = 50

    def get_queryset(self):
        return structures_entendues(super().get_queryset(), **self.criteres)


class RetourDetailView(ProtegeeMixin, DetailView):
    """What became of what one structure said."""

    permission = "invitation.voir"
    model = Structure
    template_name = "besoins/retour/detail.html"
    context_object_name = "structure"

    def get_context_data(self, **kwargs):
        retours, publies = retours_de(self.object), resultats_publies_pour(self.object)
        return super().get_context_data(**kwargs, retours=retours, publies=publies)


class EnqueteSuitesView(ProtegeeMixin, DetailView):
    """What came out of one survey."""

    permission = "enquete.voir"
    model = Enquete
    template_name = "besoins/retour/enquete.html"
    context_object_name = "enquete"

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs, suites=suites_de_l_enquete(self.object), onglet="suites")

from django.views.generic import DetailView, ListView

from academie.autorisations.vues import ProtegeeMixin
from academie.models import Referentiel


class ReferentielListView(ProtegeeMixin, ListView):
    permission = "referentiel.voir"
    model = Referentiel
    template_name = "academie/referentiel/list.html"


class ReferentielDetailView(ProtegeeMixin, DetailView):
    permission = "referentiel.voir"
    model = Referentiel
    template_name = "academie/referentiel/detail.html"

    def get_queryset(self):
        return super().get_queryset().prefetch_related("niveaux", "domaines__competences__niveau_attendu")

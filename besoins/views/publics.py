from django.views.generic import DetailView, ListView

from besoins.queries.enquete import enquetes_avec_chiffres
from besoins.queries.publics import enquetes_publiees, resultats_publics
from besoins.queries.tracabilite import programmes_nes_de


class ResultatsPublicsListView(ListView):
    template_name = "besoins/resultats/publics.html"
    paginate_by = 25

    def get_queryset(self):
        return enquetes_avec_chiffres(enquetes_publiees())


class ResultatsPublicsView(DetailView):
    """The results of one survey, for anyone, once they are published."""

    template_name = "besoins/resultats/public.html"
    context_object_name = "enquete"

    def get_queryset(self):
        return enquetes_publiees().select_related("precedente")

    def get_context_data(self, **kwargs):
        publics = resultats_publics(self.object)
        return super().get_context_data(
            **kwargs,
            publics=publics,
            resultats=publics.resultats,
            minimum=publics.minimum,
            public=True,
            programmes=list(programmes_nes_de(self.object)),
        )

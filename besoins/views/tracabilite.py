"""Why a programme exists: the public page, and the same in the workshop for any version."""

from django.http import Http404
from django.views.generic import DetailView

from academie.autorisations.vues import ProtegeeMixin
from besoins.models import VersionProgramme
from besoins.queries.programme import avec_contenu
from besoins.queries.tracabilite import pourquoi


class CataloguePourquoiView(DetailView):
    """Of the last version that was published, in the catalogue or not any more; 404 when none ever was."""

    template_name = "besoins/tracabilite/public.html"
    context_object_name = "version"

    def get_object(self, queryset=None):
        publiees = avec_contenu(VersionProgramme.objects.filter(etat__in=VersionProgramme.ETE_PUBLIEES))
        du_programme = publiees.filter(programme__slug=self.kwargs["slug"])
        version = du_programme.order_by("-numero").first()
        if version is None:
            raise Http404
        return version

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs, trace=pourquoi(self.object), programme=self.object.programme)


class ProgrammePourquoiView(ProtegeeMixin, DetailView):
    permission = "programme.voir"
    model = VersionProgramme
    template_name = "besoins/tracabilite/atelier.html"
    context_object_name = "version"

    def get_queryset(self):
        return avec_contenu(super().get_queryset())

    def get_context_data(self, **kwargs):
        trace = pourquoi(self.object, self.request.user)
        return super().get_context_data(**kwargs, trace=trace, programme=self.object.programme)

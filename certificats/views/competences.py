"""Competences held and missing in the network: for the Académie, and for anybody."""

from django.http import StreamingHttpResponse
from django.utils.functional import cached_property
from django.views.generic import DetailView, FormView, TemplateView
from django.views.generic.detail import SingleObjectMixin

from academie.autorisations.vues import FormulaireActeMixin, ProtegeeMixin
from academie.champs.facettes import FacettesMixin
from academie.models import Competence
from academie.regles import regle
from academie.tableaux import lignes_csv
from certificats.actions.ecart_collectif import verser_ecart
from certificats.forms.competences import GroupeForm, VerserForm
from certificats.queries.perspective import perspective
from certificats.queries.territoire import DIMENSIONS, lignes_lisibles, par_competence, rangees, repartition

VERSABLES = ("region", "departement")  # where a need may be


class MasqueMixin:
    """The pages that say under how many people a figure is hidden."""

    def get_context_data(self, **kwargs):
        return super().get_context_data(minimum=regle("resultats.effectif_minimum"), **kwargs)


class CompetencesMixin(MasqueMixin, FacettesMixin):
    dimensions: tuple[str, ...] = tuple(DIMENSIONS)

    def facettes(self, donnees):
        return GroupeForm(donnees, dimensions=self.dimensions)

    @cached_property
    def lignes(self):
        dimension, cle = self.filtre.dimension_et_cle
        return lignes_lisibles(par_competence(dimension), cle)

    def get_context_data(self, **kwargs):
        return super().get_context_data(lignes=self.lignes, ou=self.filtre.nom, **kwargs)


class CsvMixin:
    def render_to_response(self, context, **kwargs):
        return StreamingHttpResponse(
            lignes_csv(rangees(self.lignes, self.filtre.nom)),
            content_type="text/csv; charset=utf-8",
            headers={"Content-Disposition": 'attachment; filename="competences.csv"'},
        )


class CompetenceListView(ProtegeeMixin, CompetencesMixin, TemplateView):
    permission = "competences.voir"
    template_name = "certificats/competences/list.html"

    def get_context_data(self, **kwargs):
        dimension, cle = self.filtre.dimension_et_cle
        versable = {"versable": dimension in VERSABLES, "verser_territoire": cle}
        return super().get_context_data(**versable, **kwargs)


class CompetenceCsvView(CsvMixin, CompetenceListView):
    """The table of the page."""


class CompetencePubliqueListView(CompetencesMixin, TemplateView):
    dimensions = ("region",)
    template_name = "certificats/competences/public.html"


class CompetencePubliqueCsvView(CsvMixin, CompetencePubliqueListView):
    """The table of the public page."""


class CompetenceDetailView(ProtegeeMixin, MasqueMixin, DetailView):
    permission = "competences.voir"
    model = Competence
    queryset = Competence.objects.select_related("domaine__referentiel")
    template_name = "certificats/competences/detail.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(repartition=repartition(self.object), **kwargs)


class CompetenceAvenirView(ProtegeeMixin, MasqueMixin, FacettesMixin, TemplateView):
    permission = "competences.voir"
    template_name = "certificats/competences/avenir.html"

    def facettes(self, donnees):
        return GroupeForm(donnees, dimensions=["region"])

    def get_context_data(self, **kwargs):
        _region, cle = self.filtre.dimension_et_cle
        return super().get_context_data(perspective=perspective(cle), ou=self.filtre.nom, **kwargs)


class EcartVerserView(ProtegeeMixin, FormulaireActeMixin, SingleObjectMixin, FormView):
    permission = "besoin.arbitrer"
    model = Competence
    form_class = VerserForm
    template_name = "certificats/competences/verser.html"
    object = None

    @cached_property
    def competence(self) -> Competence:
        return self.get_object()

    def agir(self, form):
        return verser_ecart(competence=self.competence, par=self.request.user, **form.cleaned_data)

    def get_context_data(self, **kwargs):
        return super().get_context_data(competence=self.competence, **kwargs)

    def get_success_url(self):
        return self.object.get_absolute_url()

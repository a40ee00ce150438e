from django.http import Http404
from django.views.generic import DetailView, TemplateView

from academie.autorisations.vues import ProtegeeMixin
from besoins.forms.differences import ComparerForm, ComparerParuesForm
from besoins.models import VersionProgramme
from besoins.queries.archive import versions_parues
from besoins.queries.differences import autres_versions, differences


class DifferencesView(ProtegeeMixin, DetailView):
    """A version of the workshop against another: the one before it, unless `?avec=` names another."""

    permission = "programme.voir"
    model = VersionProgramme
    template_name = "besoins/differences/atelier.html"
    context_object_name = "version"

    def get_queryset(self):
        return super().get_queryset().select_related("programme", "copiee_de__programme")

    def get_context_data(self, **kwargs):
        autres = autres_versions(self.object)
        form = ComparerForm({"avec": next(iter(autres), "")} | self.request.GET.dict(), versions=autres)
        ecarts = differences(form.cleaned_data["avec"], self.object) if form.is_valid() else None
        return super().get_context_data(**kwargs, form=form, autres=autres, ecarts=ecarts)


class CatalogueDifferencesView(TemplateView):
    """Two versions that were once public: the last two, unless `?de=` and `?a=` name others."""

    template_name = "besoins/differences/publiques.html"

    def get_context_data(self, **kwargs):
        versions = versions_parues(self.kwargs["slug"])
        if not versions:
            raise Http404
        derniere, avant, *_ = [*versions, *versions]
        form = ComparerParuesForm({"de": avant, "a": derniere} | self.request.GET.dict(), versions=versions)
        ecarts = differences(form.cleaned_data["de"], form.cleaned_data["a"], public=True) if form.is_valid() else None
        return super().get_context_data(
            **kwargs, form=form, autres=len(versions) > 1, ecarts=ecarts, programme=versions[derniere].programme
        )

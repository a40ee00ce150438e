from django.http import HttpResponse
from django.views.generic import DetailView, ListView

from academie.branchements.catalogue import encarts
from academie.champs.facettes import FacettesMixin
from besoins.documents.programme import programme_pdf
from besoins.forms.catalogue import CatalogueForm
from besoins.models import VersionProgramme
from besoins.queries.catalogue import (
    donnees_du_document,
    fiche,
    lignes,
    programmes_publies,
)
from besoins.queries.programme import avec_contenu


class CatalogueListView(FacettesMixin, ListView):
    facettes = CatalogueForm
    template_name = "besoins/catalogue/list.html"
    paginate_by = 25

    def get_queryset(self):
        return programmes_publies(**self.criteres)

    def get_context_data(self, **kwargs):
        contexte = super().get_context_data(**kwargs)
        return contexte | {"lignes": lignes(contexte["page_obj"])}


class CatalogueDetailView(DetailView):
    """One programme as the public may read it; unknown or unpublished is 404."""

    template_name = "besoins/catalogue/detail.html"
    context_object_name = "version"
    slug_field = "programme__slug"

    def get_queryset(self):
        return avec_contenu(VersionProgramme.objects.publiees())

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            **kwargs, fiche=fiche(self.object), encarts=encarts(self.object.programme), programme=self.object.programme
        )


class CataloguePdfView(CatalogueDetailView):
    def render_to_response(self, context, **kwargs):
        reponse = HttpResponse(programme_pdf(donnees_du_document(self.object)), content_type="application/pdf")
        reponse["Content-Disposition"] = f'inline; filename="{self.kwargs["slug"]}.pdf"'
        return reponse

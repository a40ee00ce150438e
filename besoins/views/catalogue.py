from django.utils.functional import cached_property
from django.views.generic import DetailView, ListView

from academie.branchements.catalogue import alternatives, encarts, secours, suggestions
from besoins.forms.catalogue import CatalogueForm
from besoins.models import VersionProgramme
from besoins.queries.archive import versions_parues
from besoins.queries.catalogue import fiche
from besoins.queries.programme import avec_contenu
from besoins.queries.rayon import rayons
from besoins.queries.schema import tete
from besoins.queries.trouvaille import Trouvailles, trouver
from besoins.views.archive import RetireeMixin


class CatalogueListView(ListView):
    """The catalogue, narrowed by facets. The page that htmx asks for is the same: it takes of it what has changed."""

    template_name = "besoins/catalogue/list.html"
    paginate_by = 25

    @cached_property
    def trouvailles(self) -> Trouvailles:
        publies = rayons()
        return trouver(publies, self.filtre.demande(publies.facettes))

    @cached_property
    def filtre(self) -> CatalogueForm:
        return CatalogueForm(self.request.GET)

    def get_queryset(self):
        return self.trouvailles.rangs

    def get_context_data(self, **kwargs):
        contexte = super().get_context_data(**kwargs)
        demande = self.trouvailles.demande
        return contexte | {
            "filtre": self.filtre,
            "trouvailles": self.trouvailles,
            "lignes": self.trouvailles.lignes(contexte["page_obj"].object_list),
            "filtres_actifs": self.trouvailles.etiquettes(),
            "issues": [] if contexte["object_list"] else self.trouvailles.issues(),
            "secours": [] if contexte["object_list"] else secours(demande.choix),
            "suggestions": suggestions(self.request.user) if demande.nue else [],
        }

    def render_to_response(self, context, **kwargs):
        """The address that htmx shows is the one to share: without what says nothing."""
        reponse = super().render_to_response(context, **kwargs)
        if self.request.htmx:
            reponse["HX-Push-Url"] = self.request.path + self.trouvailles.demande.adresse.removesuffix("?")
        return reponse


class CatalogueDetailView(RetireeMixin, DetailView):
    """One programme as the public may read it; 404 when it was never published, 410 when it left the catalogue."""

    template_name = "besoins/catalogue/detail.html"
    context_object_name = "version"
    slug_field = "programme__slug"

    def get_queryset(self):
        return avec_contenu(VersionProgramme.objects.publiees())

    def get_context_data(self, **kwargs):
        publiee = fiche(self.object)
        return super().get_context_data(
            **kwargs,
            fiche=publiee,
            tete=tete(self.object, publiee),
            encarts=encarts(self.object.programme),
            alternatives=alternatives(self.object.programme),
            programme=self.object.programme,
            versions=list(versions_parues(self.kwargs["slug"]).values()),
        )

"""The open data explained: to people on a page, to programs in OpenAPI, to search engines in schema.org."""

from django.conf import settings
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.defaults import page_not_found
from django.views.generic import TemplateView

from academie.diffusion.collection import JEUX, PAR_PAGE, PAR_PAGE_MAXIMUM, Jeu
from academie.diffusion.contenu import Contenu
from academie.diffusion.donnees import JSON, DonneesView, en_json
from academie.diffusion.openapi import LICENCE, decrire
from academie.diffusion.presentation import catalogue_schema, presenter
from academie.diffusion.probleme import GENRES, Probleme


def jeux() -> list[Jeu]:
    return sorted(JEUX, key=lambda jeu: jeu.nom)


class DonneesPageView(TemplateView):
    template_name = "academie/donnees/page.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            **kwargs,
            jeux=[presenter(jeu) for jeu in jeux()],
            schema=catalogue_schema(jeux()),
            exemple=f"{settings.BASE_URL}/donnees/v1/sessions.json",
            licence=LICENCE,
            problemes=[(genre, statut, titre) for genre, (statut, titre) in GENRES.items()],
            par_page=PAR_PAGE,
            par_page_maximum=PAR_PAGE_MAXIMUM,
        )


class OpenApiView(DonneesView):
    def contenu(self) -> Contenu:
        return Contenu(en_json(decrire(jeux())), JSON, None, "openapi.json")


def introuvable(request, exception) -> HttpResponse:
    """`handler404`: under the open data a problem, like every refusal there; elsewhere the site's own page."""
    if request.path.startswith("/donnees/v1/"):
        detail = _("Cette adresse n'existe pas. La liste des adresses est à /donnees/.")
        return Probleme("introuvable", detail).reponse()
    return page_not_found(request, exception)

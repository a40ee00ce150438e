"""What is published about badges, for people and for the programs of others; and what the holder takes away."""

import json

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.decorators import method_decorator
from django.views.decorators.http import conditional_page
from django.views.generic import View
from django.views.generic.base import ContextMixin, TemplateResponseMixin
from django.views.generic.detail import SingleObjectMixin

from academie.autorisations.vues import ProtegeeMixin
from certificats.models import Badge
from certificats.models.cle import CleIndisponible
from certificats.queries import emetteur
from certificats.queries.badge import badge_public, image_png, image_svg, porte_png, porte_svg
from certificats.views.verification import PubliqueMixin

JSON_LD = "application/ld+json"
MINUTE, JOUR = 60, 86_400


def en_json(contenu: dict | str, type_mime: str = JSON_LD) -> HttpResponse:
    texte = contenu if isinstance(contenu, str) else json.dumps(contenu, ensure_ascii=False)
    return HttpResponse(texte, content_type=type_mime)


@method_decorator(conditional_page, name="dispatch")
class PublieeView(View):
    """A document that any site's page may read, kept for a while and asked again by its fingerprint."""

    http_method_names = ["get", "head", "options"]
    duree = 5 * MINUTE

    def publier(self, **kwargs) -> HttpResponse:
        raise NotImplementedError

    def get(self, request, *args, **kwargs):
        reponse = self.publier(**kwargs)
        reponse["Access-Control-Allow-Origin"] = "*"
        patch_cache_control(reponse, public=True, max_age=self.duree)
        return reponse


class DeuxFormesMixin(TemplateResponseMixin, ContextMixin):
    """One address: a page for a person, a document for a program."""

    def get(self, request, *args, **kwargs):
        if request.get_preferred_type(["application/json", JSON_LD, "text/html"]) == "text/html":
            reponse = self.render_to_response(self.get_context_data(**kwargs))
            patch_cache_control(reponse, private=True, no_cache=True)
        else:
            reponse = super().get(request, *args, **kwargs)
        patch_vary_headers(reponse, ["Accept"])
        return reponse


class EmetteurView(DeuxFormesMixin, PublieeView):
    template_name = "certificats/badge/emetteur.html"

    def publier(self):
        return en_json(emetteur.profil())

    def get_context_data(self, **kwargs):
        return super().get_context_data(emetteur=emetteur.emetteur(), cles=emetteur.cles_des_badges(), **kwargs)


class ClePubliqueView(PublieeView):
    def publier(self, kid):
        cle = emetteur.cles_des_badges().filter(kid=kid).first()
        if cle is None:
            raise Http404
        return en_json(emetteur.cle_publiee(cle), "application/json")


class TrousseauView(PublieeView):
    def publier(self):
        return en_json(emetteur.trousseau(), "application/jwk-set+json")


class ProgrammeMixin(SingleObjectMixin):
    """A version that was published."""

    def get_queryset(self):
        return emetteur.versions_a_badge()


class ProgrammeView(DeuxFormesMixin, ProgrammeMixin, PublieeView):
    template_name = "certificats/badge/programme.html"

    def publier(self, pk):
        return en_json(emetteur.achievement(self.get_object()))

    def get_context_data(self, **kwargs):
        self.object = self.get_object()
        return super().get_context_data(
            version=self.object, reussite=emetteur.reussite(self.object), emetteur=emetteur.emetteur(), **kwargs
        )


class ImagePngView(ProgrammeMixin, PublieeView):
    duree = JOUR

    def publier(self, pk):
        return HttpResponse(image_png(self.get_object()), content_type="image/png")


class ImageSvgView(ProgrammeMixin, PublieeView):
    duree = JOUR

    def publier(self, pk):
        return HttpResponse(image_svg(self.get_object()), content_type="image/svg+xml")


class StatutsView(PublieeView):
    """Asked again each time: what is revoked is known at the next reading."""

    duree = 0

    def publier(self, liste):
        try:
            contenu = emetteur.liste_de_statuts(liste)
        except CleIndisponible:
            return HttpResponse(status=503)
        if contenu is None:
            raise Http404
        return en_json(contenu, "application/vc")


class CredentialView(PubliqueMixin, View):
    """The badge of a code, its own or a document's. An unknown code is answered as on the page of verification."""

    http_method_names = ["get", "head", "options"]

    def get(self, request, code):
        badge = badge_public(code)
        if badge is None:
            return render(request, "certificats/verification/inconnu.html", {"saisie": code[:40]}, status=404)
        reponse = en_json(badge.credential, "application/vc")
        reponse["Access-Control-Allow-Origin"] = "*"
        return reponse


class BadgeFichierView(ProtegeeMixin, SingleObjectMixin, View):
    """The holder's badge in one of its forms, to take away."""

    permission = "badge.emporter"
    model = Badge
    queryset = Badge.objects.select_related("version__programme").defer("version__recherche")
    FORMES = {
        "png": ("image/png", porte_png),
        "svg": ("image/svg+xml", porte_svg),
        "json": (JSON_LD, lambda badge: badge.credential),
        "jwt": ("application/jwt", lambda badge: badge.jeton),
    }

    def get(self, request, *args, forme, **kwargs):
        badge = self.get_object()
        type_mime, porter = self.FORMES[forme]
        reponse = HttpResponse(porter(badge), content_type=type_mime)
        reponse["Content-Disposition"] = f'attachment; filename="badge-{badge.code.lower()}.{forme}"'
        return reponse

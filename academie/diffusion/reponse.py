"""The answer to a question that programs ask again and again (RFC 9110: conditions, HEAD, compression; CORS)."""

import re

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils import timezone
from django.utils.http import http_date, parse_etags, parse_http_date_safe
from django.views.generic import View

from academie.diffusion.cadence import cadence
from academie.diffusion.contenu import COMPRESSE_DES, Contenu

JOUR = 86_400
ORIGINES = {"Access-Control-Allow-Origin": "*", "Access-Control-Expose-Headers": "ETag, Last-Modified, Retry-After"}


def diffuser(
    request: HttpRequest, contenu: Contenu, *, public: bool, secondes: int, nom: str = "diffusion"
) -> HttpResponse:
    """200 with the bytes, or 304 without; 429 once this address had too many full answers.

    Args:
        public: any page may read it and any cache keep it; otherwise nobody but who asks, and no search engine.
        secondes: how long it may be kept without asking again; 0: ask each time.
        nom: what is counted together (`cadence`).
    """
    compresse = len(contenu.octets) >= COMPRESSE_DES and accepte_gzip(request.META.get("HTTP_ACCEPT_ENCODING", ""))
    octets, etag = (contenu.compresse, contenu.etag_compresse) if compresse else (contenu.octets, contenu.etag)
    entetes = {
        "ETag": etag,
        "Vary": "Accept-Encoding",
        "Cache-Control": f"{'public' if public else 'private'}, {f'max-age={secondes}' if secondes else 'no-cache'}",
        "Referrer-Policy": "no-referrer",
        **(ORIGINES if public else {"X-Robots-Tag": "noindex, nofollow"}),
    }
    if contenu.modifie_le:
        # Facts may be dated ahead of the clock; an answer may not (RFC 9110, 8.8.2.1).
        entetes["Last-Modified"] = (
            contenu.derniere_modification if contenu.modifie_le <= timezone.now() else http_date()
        )
    if _inchange(request, contenu, etag):
        return HttpResponseNotModified(headers=entetes)
    if refus := cadence(request, nom):
        return refus
    entetes["Content-Disposition"] = f'inline; filename="{contenu.nom}"'
    entetes["Content-Length"] = str(len(octets))
    if compresse:
        entetes["Content-Encoding"] = "gzip"
    return HttpResponse(octets if request.method == "GET" else b"", content_type=contenu.type, headers=entetes)


def _inchange(request: HttpRequest, contenu: Contenu, etag: str) -> bool:
    """A date is looked at only without an ETag, readable or not (RFC 9110, 13.1.3)."""
    if (connues := request.META.get("HTTP_IF_NONE_MATCH")) is not None:
        return any(connue == "*" or connue.removeprefix("W/") == etag for connue in parse_etags(connues))
    depuis = parse_http_date_safe(request.META.get("HTTP_IF_MODIFIED_SINCE", ""))
    if depuis is None or contenu.modifie_le is None:
        return False
    return int(contenu.modifie_le.timestamp()) <= depuis


class DiffusionView(View):
    """Bytes that programs come back for: say which by `contenu`."""

    public = True
    secondes = 60
    http_method_names = ["get", "head", "options"]

    def contenu(self, **kwargs) -> Contenu:
        raise NotImplementedError

    def get(self, request, **kwargs):
        return diffuser(request, self.contenu(**kwargs), public=self.public, secondes=self.secondes)

    def options(self, request, *args, **kwargs):
        """What a page of another site asks before it reads (CORS)."""
        reponse = HttpResponse(status=204, headers={"Allow": "GET, HEAD, OPTIONS"})
        if self.public:
            reponse["Access-Control-Allow-Origin"] = "*"
            reponse["Access-Control-Allow-Methods"] = "GET, HEAD, OPTIONS"
            reponse["Access-Control-Allow-Headers"] = "If-None-Match, If-Modified-Since"
            reponse["Access-Control-Max-Age"] = str(JOUR)
        return reponse


def accepte_gzip(entete: str) -> bool:
    for codage in entete.lower().split(","):
        nom, _point, parametres = codage.partition(";")
        if nom.strip() in ("gzip", "x-gzip"):
            return not re.fullmatch(r"\s*q=0(\.0*)?\s*", parametres)
    return False

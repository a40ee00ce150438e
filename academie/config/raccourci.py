"""What programs poll all day long is answered before all that is about a person: no session, no form, no long search of
the address (docs/performance.md)."""

from functools import lru_cache

from django.http import Http404
from django.urls import Resolver404, ResolverMatch, resolve

from academie.diffusion.reponse import DiffusionView

DOSSIERS = ("/agendas/", "/donnees/v1/")
LONGUEUR = 200  # of an address that is worth remembering


class RaccourciMiddleware:
    """Public contents alone: a secret address stays in no memory. What is not found goes the way of all pages."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        chemin = request.path_info
        if chemin.startswith(DOSSIERS) and len(chemin) <= LONGUEUR and (trouvee := _diffusion(chemin)):
            request.resolver_match = trouvee
            try:
                return trouvee.func(request, *trouvee.args, **trouvee.kwargs)
            except Http404:
                pass
        return self.get_response(request)


@lru_cache(maxsize=1_000)
def _diffusion(chemin: str) -> ResolverMatch | None:
    try:
        trouvee = resolve(chemin)
    except Resolver404:
        return None
    vue = getattr(trouvee.func, "view_class", None)
    return trouvee if vue and issubclass(vue, DiffusionView) and vue.public else None

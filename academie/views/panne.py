import sys

from django.http import HttpResponse
from django.template.loader import get_template
from django.utils.log import log_response
from django.views.defaults import server_error

from academie.queries.sante import est_une_panne

REVENIR_DANS = 15  # seconds


def erreur(request) -> HttpResponse:
    """`handler500`: when the database or the cache is away, 503 and when to come back; otherwise Django's own page.

    One line in the log: a traceback for each request of an outage would hide the others.
    """
    levee = sys.exception()
    if not est_une_panne(levee):
        return server_error(request)
    reponse = HttpResponse(
        get_template("503.html").render(),
        status=503,
        headers={"Retry-After": str(REVENIR_DANS), "Cache-Control": "no-store"},
    )
    motif = next(iter(str(levee).splitlines()), "")
    log_response("%s (%s): %s", type(levee).__name__, motif, request.path, response=reponse, request=request)
    return reponse

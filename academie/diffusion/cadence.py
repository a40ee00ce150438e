"""How often one address may be answered in full. Counted by each process: asking costs no query."""

from collections import Counter
from threading import Lock
from time import time

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from academie.regles import regle

PERIODE = 60
ADRESSES = 10_000  # counted at once: beyond, all begin anew rather than fill the memory


class _Compteur:
    def __init__(self):
        self._periode, self._comptes, self._verrou = 0, Counter(), Lock()

    def ajouter(self, cle: tuple[str, str], periode: int) -> int:
        with self._verrou:
            if periode != self._periode or len(self._comptes) > ADRESSES:
                self._periode, self._comptes = periode, Counter()
            self._comptes[cle] += 1
            return self._comptes[cle]

    def oublier(self) -> None:
        self._periode = 0


compteur = _Compteur()


def cadence(request: HttpRequest, nom: str) -> HttpResponse | None:
    """Count one full answer of `nom` to this address: None, or the 429 to give instead once it had too many.

    What is not modified (304) is not counted: many people may poll behind one address.
    """
    maintenant = int(time())
    if compteur.ajouter((nom, adresse_du_client(request)), maintenant // PERIODE) <= regle("diffusion.cadence"):
        return None
    attente = PERIODE - maintenant % PERIODE
    texte = _("Trop de demandes en peu de temps depuis votre adresse. Réessayez dans %(secondes)d secondes.")
    return HttpResponse(
        texte % {"secondes": attente},
        status=429,
        content_type="text/plain; charset=utf-8",
        headers={"Retry-After": str(attente), "Cache-Control": "no-store", "Access-Control-Allow-Origin": "*"},
    )


def adresse_du_client(request: HttpRequest) -> str:
    """The address of whoever asks; behind our own proxy, the one that the proxy saw."""
    if settings.SECURE_PROXY_SSL_HEADER and (relais := request.headers.get("X-Forwarded-For")):
        return relais.rpartition(",")[2].strip()
    return request.META["REMOTE_ADDR"]

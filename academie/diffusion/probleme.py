"""What goes wrong with a call, as machines and people read it (RFC 9457)."""

import json
from collections.abc import Mapping

from django.conf import settings
from django.http import HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

TYPE = "application/problem+json"

# Kind of problem: its status, its title. The page of the open data explains each under its name.
GENRES: Mapping[str, tuple[int, str | Promise]] = {
    "parametre": (400, gettext_lazy("Un paramètre de l'adresse ne convient pas")),
    "introuvable": (404, gettext_lazy("Rien à cette adresse")),
    "methode": (405, gettext_lazy("Ces données se lisent, elles ne s'écrivent pas")),
    "cadence": (429, gettext_lazy("Trop d'appels en peu de temps")),
}


class Probleme(Exception):
    """A call that cannot be answered; `erreurs` names each parameter at fault."""

    def __init__(self, genre: str, detail: str, *erreurs: dict[str, str], **entetes: str):
        super().__init__(detail)
        self.genre, self.detail, self.erreurs, self.entetes = genre, detail, erreurs, entetes

    @classmethod
    def parametres(cls, erreurs: list[dict[str, str]]) -> "Probleme":
        detail = " ".join(_("«\xa0%(parametre)s\xa0»\xa0: %(detail)s") % erreur for erreur in erreurs)
        return cls("parametre", detail, *erreurs)

    def reponse(self) -> HttpResponse:
        statut, titre = GENRES[self.genre]
        corps = {
            "type": f"{settings.BASE_URL}/donnees/#probleme-{self.genre}",
            "title": str(titre),
            "status": statut,
            "detail": self.detail,
        }
        if self.erreurs:
            corps["erreurs"] = list(self.erreurs)
        return HttpResponse(
            json.dumps(corps, ensure_ascii=False),
            status=statut,
            content_type=TYPE,
            headers={"Access-Control-Allow-Origin": "*", "Cache-Control": "no-store", **self.entetes},
        )

"""The public feeds: bytes joined from what the actions wrote, read and compared."""

from django.http import Http404, HttpResponse

from academie.diffusion.contenu import Contenu
from academie.diffusion.reponse import DiffusionView
from sessions.agendas.filtre import Filtre
from sessions.queries.agenda import (
    CodeInconnu,
    DemandeIllisible,
    calendrier_de_la_session,
    calendrier_du_filtre,
    filtre_demande,
)

STATUTS = {DemandeIllisible: 400, CodeInconnu: 404}


class FluxView(DiffusionView):
    """A feed chosen by a filter. What cannot be answered is said in one sentence: a calendar shows no page."""

    def get(self, request, **kwargs):
        try:
            return super().get(request, **kwargs)
        except (DemandeIllisible, CodeInconnu) as refus:
            reponse = HttpResponse(f"{refus}\n", status=STATUTS[type(refus)], content_type="text/plain; charset=utf-8")
            reponse["Access-Control-Allow-Origin"] = "*"
            return reponse


class AgendaView(FluxView):
    """The feed of one région, one theme… or of all. `genre` comes from the address."""

    genre = ""

    def contenu(self, code="") -> Contenu:
        return calendrier_du_filtre(Filtre.de(self.genre, code) if code else Filtre())


class AgendaFiltreView(FluxView):
    """The feed of whatever the address combines."""

    def contenu(self) -> Contenu:
        return calendrier_du_filtre(filtre_demande(self.request.GET))


class SessionIcsView(DiffusionView):
    """The calendar of one session; a draft has none."""

    def contenu(self, pk) -> Contenu:
        if contenu := calendrier_de_la_session(pk):
            return contenu
        raise Http404

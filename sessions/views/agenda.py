"""The feeds: bytes written by the actions, read and compared."""

from django.http import Http404, HttpResponse
from django.utils.cache import get_conditional_response
from django.views.generic import FormView, View

from sessions.forms.agenda import AgendaForm
from sessions.queries.agenda import Calendrier, calendrier_de_cle


class CalendrierView(View):
    """A calendar with its strong ETag. Caches ask each time, so that a change is seen at the next fetch."""

    def calendrier(self, **kwargs) -> Calendrier | None:
        raise NotImplementedError

    def get(self, request, **kwargs):
        calendrier = self.calendrier(**kwargs)
        if calendrier is None:
            raise Http404
        reponse = HttpResponse(
            calendrier.contenu,
            content_type="text/calendar; charset=utf-8",
            headers={
                "ETag": calendrier.etag,
                "Cache-Control": "public, no-cache",
                "Content-Disposition": f'inline; filename="{calendrier.nom}.ics"',
            },
        )
        return get_conditional_response(request, etag=calendrier.etag, response=reponse)


class AgendaView(CalendrierView):
    """A feed of several sessions. `genre` comes from the address."""

    genre = ""

    def calendrier(self, code=""):
        return calendrier_de_cle(self.genre, code)


class SessionIcsView(CalendrierView):
    """The calendar of one session; a draft has none."""

    def calendrier(self, pk):
        return calendrier_de_cle("session", str(pk))


class AgendaListView(FormView):
    """Choose a feed, then copy its address. Choosing is a search: it stays in the address of the page."""

    template_name = "sessions/agenda/list.html"
    form_class = AgendaForm
    http_method_names = ["get", "head", "options"]

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"data": self.request.GET or None}

    def get_context_data(self, **kwargs):
        contexte = super().get_context_data(**kwargs)
        return contexte | {"flux": contexte["form"].flux()}

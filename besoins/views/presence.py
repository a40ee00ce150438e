from django.http import Http404
from django.views.generic import DetailView

from academie.autorisations.vues import ProtegeeMixin
from besoins.actions.presence import signaler_presence
from besoins.models import Presence, VersionProgramme
from besoins.queries.presence import presences


class PresenceListView(ProtegeeMixin, DetailView):
    """Who is writing in a version: a fragment that the workshop asks for again and again."""

    permission = "programme.voir"
    model = VersionProgramme
    context_object_name = "version"
    template_name = "besoins/presence/list.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs, presences=presences(self.object, sauf=self.request.user))


class PresenceSignalerView(PresenceListView):
    """The same from a form that is open, which says so."""

    permission = "programme.rediger"
    visible = "programme.voir"
    http_method_names = ["post", "options"]

    def post(self, request, *args, **kwargs):
        if kwargs["lieu"] not in Presence.Lieu:
            raise Http404
        self.object = self.get_object()
        signaler_presence(version=self.object, lieu=kwargs["lieu"], par=request.user)
        return self.render_to_response(self.get_context_data())

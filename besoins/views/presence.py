from django.http import Http404, HttpResponseRedirect
from django.urls import reverse
from django.views.generic import DetailView

from academie.autorisations.vues import ActeView, ProtegeeMixin
from besoins.actions.presence import signaler_presence
from besoins.models import Presence, VersionProgramme
from besoins.queries.presence import presences


class PresenceListView(ProtegeeMixin, DetailView):
    """Who is writing in a version: a fragment that the workshop asks for again and again."""

    permission = "programme.voir"
    model = VersionProgramme
    context_object_name = "version"
    template_name = "besoins/presence/list.html"

    def render_to_response(self, context, **kwargs):
        if not self.request.htmx:
            return HttpResponseRedirect(self.object.get_absolute_url())
        return super().render_to_response(context, **kwargs)

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs, presences=presences(self.object, sauf=self.request.user))


class PresenceSignalerView(ActeView):
    """A form that is open says so, and reads who else is there."""

    permission = "programme.rediger"
    visible = "programme.voir"
    model = VersionProgramme

    def acte(self, objet):
        if self.kwargs["lieu"] not in Presence.Lieu:
            raise Http404
        signaler_presence(version=objet, lieu=self.kwargs["lieu"], par=self.request.user)

    def retour(self, objet):
        return reverse("besoins:presence_list", args=[objet.pk])

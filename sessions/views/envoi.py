"""What the people of a session were and will be told."""

from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import ngettext
from django.views.generic import ListView

from academie.autorisations.vues import ConfirmationView, ProtegeeMixin
from sessions.actions.convocation import envoyer_convocations
from sessions.models import Session
from sessions.queries.convocation import convocables, pourquoi_ne_pas_convoquer
from sessions.queries.message import messages_de_la_session


class SessionMessagesView(ProtegeeMixin, ListView):
    permission = "message.voir"
    template_name = "sessions/envoi/list.html"
    paginate_by = 50

    @cached_property
    def session(self):
        return get_object_or_404(Session.objects.completes(), pk=self.kwargs["pk"])

    def get_queryset(self):
        return messages_de_la_session(self.session)

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs, session=self.session)


class SessionConvoquerView(ConfirmationView):
    """Who receives a convocation, who does not and why, who already has; then send."""

    permission = "session.planifier"
    model = Session
    context_object_name = "session"
    template_name = "sessions/envoi/convoquer.html"

    def get_queryset(self):
        return super().get_queryset().completes()

    def get_context_data(self, **kwargs):
        personnes = convocables(self.object)
        empechement = pourquoi_ne_pas_convoquer(self.object, timezone.now())
        nombre = 0 if empechement else sum(personne.a_convoquer for personne in personnes)
        return super().get_context_data(**kwargs, personnes=personnes, empechement=empechement, nombre=nombre)

    def acte(self, objet):
        convoquees = len(envoyer_convocations(session=objet))
        messages.success(
            self.request,
            ngettext("%(nombre)d personne a sa convocation.", "%(nombre)d personnes ont leur convocation.", convoquees)
            % {"nombre": convoquees},
        )

    def retour(self, objet):
        return reverse("sessions:session_messages", args=[objet.pk])

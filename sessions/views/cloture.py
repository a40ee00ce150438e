from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from academie.autorisations.vues import ConfirmationView
from sessions.actions.cloture import cloturer_session
from sessions.models import Session
from sessions.queries.assiduite import assiduites
from sessions.queries.cloture import empechement_de_clore


class SessionCloturerView(ConfirmationView):
    """Says who will get a certificate, who will not and why, before closing."""

    permission = "session.planifier"
    visible = "session.voir"
    model = Session
    context_object_name = "session"
    template_name = "sessions/cloture/cloturer.html"
    reussite = _("La session est close.")

    def get_queryset(self):
        return super().get_queryset().completes()

    def acte(self, objet):
        return cloturer_session(session=objet, par=self.request.user)

    def retour(self, objet):
        return reverse("sessions:session_cockpit", args=[objet.pk])

    def get_context_data(self, **kwargs):
        lignes = assiduites(self.object)
        return super().get_context_data(
            **kwargs,
            empechement=empechement_de_clore(self.object),
            admises=[ligne for ligne in lignes if ligne.atteint],
            autres=[ligne for ligne in lignes if not ligne.atteint],
        )

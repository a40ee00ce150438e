"""A session as those who plan it follow it, one workplace a page."""

from django.views.generic import DetailView

from academie.autorisations.vues import ProtegeeMixin
from sessions.models import Session
from sessions.queries.dossier import dossier


class SuiviView(ProtegeeMixin, DetailView):
    permission = "session.voir"
    model = Session
    context_object_name = "session"

    def get_queryset(self):
        return super().get_queryset().completes()


class SessionDossierView(SuiviView):
    """What each person and each structure has, and lacks."""

    permission = "document.voir"
    template_name = "sessions/session/dossier.html"

    def get_context_data(self, **kwargs):
        personnes, structures = dossier(self.object)
        return super().get_context_data(**kwargs, personnes=personnes, structures=structures)

from django.views.generic import DetailView

from academie.autorisations.vues import ProtegeeMixin
from sessions.models import Session
from sessions.queries.positionnement import amenagements, departs_de, personnes_situees


class PositionnementView(ProtegeeMixin, DetailView):
    """Where the people of a session stand at entry, and what to plan for them: for who gives it."""

    permission = "session.voir"
    model = Session
    context_object_name = "session"
    template_name = "sessions/positionnement/detail.html"

    def get_queryset(self):
        return super().get_queryset().completes()

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            **kwargs,
            objectifs=departs_de(self.object),
            personnes=personnes_situees(self.object),
            amenagements=amenagements(self.request.user).filter(session=self.object).order_by("pk"),
        )

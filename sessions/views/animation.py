"""The sessions as whoever gives them sees them."""

from django.http import HttpResponse
from django.views.generic import DetailView, ListView

from academie.autorisations.vues import ProtegeeMixin
from sessions.documents.feuille import feuille_emargement_pdf
from sessions.forms.filtre import PilotageFiltre
from sessions.models import Session
from sessions.queries.animation import avec_avancement, demi_journees
from sessions.queries.feuille import donnees_de_la_feuille
from sessions.queries.positionnement import departs_de
from sessions.queries.session import liens
from sessions.queries.trousse import trousse
from sessions.views.creneau import reponse_pdf


class AnimationListView(ProtegeeMixin, ListView):
    permission = "session.conduire"
    model = Session
    template_name = "sessions/animation/list.html"
    paginate_by = 25

    def get_queryset(self):
        sessions = avec_avancement(super().get_queryset()).completes().order_by("-debut", "-pk")
        self.filtre = PilotageFiltre(self.request.GET, queryset=sessions)
        return self.filtre.trouvees()

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs, filtre=self.filtre, filtres_actifs=self.filtre.filtres_actifs())


class AnimationDetailView(ProtegeeMixin, DetailView):
    permission = "session.voir"
    model = Session
    context_object_name = "session"
    template_name = "sessions/animation/detail.html"

    def get_queryset(self):
        return super().get_queryset().completes()

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            **kwargs,
            creneaux=demi_journees(self.object, self.request.user),
            liens=liens(self.object),
            objectifs=departs_de(self.object),
            confirmees=self.object.inscriptions.confirmees()
            .select_related("utilisateur", "structure")
            .order_by("utilisateur__nom", "utilisateur__prenom", "pk"),
        )


class AnimationPdfView(ProtegeeMixin, DetailView):
    """The sheet of the whole session; `vide`, to be signed by hand; `vierge`, without the names either."""

    permission = "session.voir"
    model = Session
    vide = vierge = False

    def get_queryset(self):
        return super().get_queryset().completes()

    def render_to_response(self, context, **kwargs):
        donnees = donnees_de_la_feuille(self.object, vide=self.vide, vierge=self.vierge)
        return reponse_pdf(feuille_emargement_pdf(donnees), f"emargement-session-{self.object.pk}")


class AnimationTrousseView(ProtegeeMixin, DetailView):
    """What to take to the room, in one file."""

    permission = "trousse.voir"
    model = Session

    def get_queryset(self):
        return super().get_queryset().completes()

    def render_to_response(self, context, **kwargs):
        return HttpResponse(
            trousse(self.object),
            content_type="application/zip",
            headers={
                "Content-Disposition": f'attachment; filename="trousse-session-{self.object.pk}.zip"',
                "Cache-Control": "private, no-store",
            },
        )

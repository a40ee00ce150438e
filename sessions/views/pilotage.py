"""The sessions as those who plan them see them."""

from django.views.generic import DetailView, ListView

from academie.autorisations.vues import ProtegeeMixin
from academie.branchements.cockpit import encarts
from academie.queries.pagination import PaginateurDeCles
from sessions.forms.filtre import PilotageFiltre
from sessions.models import Session
from sessions.queries.historique import histoire_de_session
from sessions.queries.reinscription import reinscrites
from sessions.queries.remplissage import courbe_de_remplissage, places_par_structure
from sessions.queries.session import alertes, en_tableau, liens
from sessions.queries.tache import taches_de
from sessions.queries.vie import effectif, gestes


class SessionPilotageView(ProtegeeMixin, ListView):
    permission = "session.voir"
    model = Session
    template_name = "sessions/session/pilotage.html"
    paginate_by = 25
    paginator_class = PaginateurDeCles

    def get_queryset(self):
        sessions = super().get_queryset().order_by("-debut", "-pk")
        self.filtre = PilotageFiltre(self.request.GET, queryset=sessions)
        return self.filtre.trouvees()

    def get_context_data(self, **kwargs):
        contexte = super().get_context_data(**kwargs, filtre=self.filtre, filtres_actifs=self.filtre.filtres_actifs())
        return contexte | {"sessions": en_tableau(contexte["page_obj"].object_list)}


class SessionCockpitView(ProtegeeMixin, DetailView):
    permission = "session.voir"
    model = Session
    template_name = "sessions/session/cockpit.html"
    context_object_name = "session"

    def get_queryset(self):
        return super().get_queryset().completes().select_related("planifiee_par", "remplacante__version__programme")

    def get_context_data(self, **kwargs):
        session = self.object
        return super().get_context_data(
            **kwargs,
            alertes=alertes(session),
            courbe=courbe_de_remplissage(session),
            creneaux=session.creneaux.prefetch_related("interventions__formateur"),
            liens=liens(session),
            effectif=effectif(session),
            encarts=encarts(session),
            gestes=gestes(session),
            phrases=histoire_de_session(session),
            places=places_par_structure(session),
            reinscrites=reinscrites(session),
            taches=taches_de(session),
        )

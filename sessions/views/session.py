"""The sessions as anyone sees them."""

from django.views.generic import DetailView, ListView

from academie.queries.pagination import PaginateurDeCles
from besoins.queries.bibliographie import citees_par_version
from sessions.forms.filtre import SessionFiltre
from sessions.models import Session
from sessions.queries.inscription import attente, situation
from sessions.queries.nouveaute import suivi_de_la_recherche
from sessions.queries.reserve import places_gardees
from sessions.queries.session import deroule_de, en_lignes, lignes


class SessionListView(ListView):
    template_name = "sessions/session/list.html"
    paginate_by = 25
    paginator_class = PaginateurDeCles

    def get_queryset(self):
        sessions = Session.objects.ouvertes().a_venir().order_by("debut", "pk")
        self.filtre = SessionFiltre(self.request.GET, queryset=sessions)
        return self.filtre.trouvees()

    def get_context_data(self, **kwargs):
        contexte = super().get_context_data(**kwargs)
        suivi = suivi_de_la_recherche(self.filtre.form.cleaned_data)
        return contexte | {
            "lignes": lignes(en_lignes(contexte["page_obj"].object_list)),
            "filtre": self.filtre,
            "filtres_actifs": self.filtre.filtres_actifs(),
            "suivi": suivi,
            "alternatives": suivi.alternatives,
        }


class SessionDetailView(DetailView):
    template_name = "sessions/session/detail.html"
    context_object_name = "session"

    def get_queryset(self):
        return Session.objects.publiques().completes()

    def get_context_data(self, **kwargs):
        deroule = deroule_de(self.object)
        return super().get_context_data(
            **kwargs,
            creneaux=deroule.creneaux,
            formateurs=deroule.formateurs,
            attente=attente(self.object),
            gardees=places_gardees(self.object, self.request.user),
            situation=situation(self.object, self.request.user, deroule),
            ressources=citees_par_version(self.object.version, self.object.territoire),
        )

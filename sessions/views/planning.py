from django.views.generic import ListView

from academie.autorisations.vues import ProtegeeMixin
from sessions.forms.planning import PlanningFiltre
from sessions.models import Creneau
from sessions.queries.conges import departements_de
from sessions.queries.planning import absents_a_dire, jours_du_planning, semaines


class PlanningView(ProtegeeMixin, ListView):
    """The half-days of a day, a week or a month: all of them for a gestionnaire, theirs for a trainer."""

    permission = "session.voir"
    model = Creneau
    template_name = "sessions/planning/planning.html"

    def get_queryset(self):
        self.filtre = PlanningFiltre(self.request.GET, queryset=super().get_queryset())
        return self.filtre.trouvees()

    def get_context_data(self, **kwargs):
        filtre, montree = self.filtre, self.filtre.fenetre
        region, formateur = filtre.valeurs.get("region"), filtre.valeurs.get("formateur")
        jours = jours_du_planning(
            self.object_list,
            montree,
            departements=departements_de(region=region, departement=None) if region else (),
            formateurs=absents_a_dire(self.request.user, formateur),
        )
        return super().get_context_data(
            **kwargs,
            filtre=filtre,
            filtres_actifs=filtre.filtres_actifs(),
            montree=montree,
            jours=jours,
            semaines=semaines(jours),
            **filtre.ailleurs(),
        )

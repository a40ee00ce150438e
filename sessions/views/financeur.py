"""The report to a funder, as a page and as a file."""

from django.http import FileResponse
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.generic import DetailView, ListView

from academie.autorisations.vues import ProtegeeMixin
from academie.champs.facettes import FacettesMixin
from academie.tableaux import TABLEUR, ecrire_classeur
from besoins.models import Financement
from sessions.forms.indicateurs import PeriodeForm
from sessions.queries.financeur import rangees_des_personnes, rangees_des_sessions, rangees_du_temps, rapport


class FinanceurListView(ProtegeeMixin, ListView):
    permission = "pilotage.voir"
    model = Financement
    context_object_name = "financements"
    template_name = "sessions/financeur/list.html"


class FinanceurDetailView(ProtegeeMixin, FacettesMixin, DetailView):
    permission = "pilotage.voir"
    model = Financement
    facettes = PeriodeForm
    context_object_name = "financement"
    template_name = "sessions/financeur/detail.html"

    def get_context_data(self, **kwargs):
        resultat = rapport(self.object, self.filtre.periode)
        return super().get_context_data(**kwargs, rapport=resultat, feuilles=reverse("sessions:temps_list"))


class FinanceurXlsxView(FinanceurDetailView):
    permission = "bpf.voir"

    def render_to_response(self, context, **kwargs):
        resultat = context["rapport"]
        feuilles = {
            _("Sessions"): rangees_des_sessions(resultat),
            _("Personnes"): rangees_des_personnes(resultat),
            _("Temps passé"): rangees_du_temps(resultat),
        }
        nom = f"rapport-{slugify(self.object.nom)}.xlsx"
        return FileResponse(ecrire_classeur(feuilles), as_attachment=True, filename=nom, content_type=TABLEUR)

"""The indicators of the Académie, as a page and as files."""

from django.http import FileResponse, StreamingHttpResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from academie.autorisations.vues import ProtegeeMixin
from academie.champs.facettes import FacettesMixin
from academie.navigation import salles_du_pilotage
from academie.tableaux import TABLEUR, ecrire_classeur, lignes_csv
from sessions.forms.indicateurs import IndicateursForm
from sessions.queries.indicateurs import MESURES, definitions, rangees, tableau


class IndicateurListView(ProtegeeMixin, FacettesMixin, TemplateView):
    permission = "pilotage.voir"
    facettes = IndicateursForm
    template_name = "sessions/indicateurs/list.html"

    @cached_property
    def resultat(self):
        return tableau(self.filtre.dimension, self.filtre.periode)

    def get_context_data(self, **kwargs):
        salles = salles_du_pilotage(self.request.user)
        return super().get_context_data(**kwargs, resultat=self.resultat, mesures=MESURES, salles=salles)


class IndicateurCsvView(IndicateurListView):
    def render_to_response(self, context, **kwargs):
        return StreamingHttpResponse(
            lignes_csv(rangees(self.resultat)),
            content_type="text/csv; charset=utf-8",
            headers={"Content-Disposition": 'attachment; filename="indicateurs.csv"'},
        )


class IndicateurXlsxView(IndicateurListView):
    def render_to_response(self, context, **kwargs):
        classeur = ecrire_classeur({_("Indicateurs"): rangees(self.resultat), _("Définitions"): definitions()})
        return FileResponse(classeur, as_attachment=True, filename="indicateurs.xlsx", content_type=TABLEUR)

"""Who comes to a session, who waits, who left: the list, and its tables to take away."""

from django.core.paginator import Paginator
from django.http import FileResponse, StreamingHttpResponse
from django.utils.translation import gettext as _

from academie.tableaux import ecrire_classeur, lignes_csv
from sessions.forms.filtre import EffectifFiltre
from sessions.queries.effectif import effectif, structures_de, tableau
from sessions.views.suivi import SuiviView

PAR_PAGE = 50


class SessionInscriptionsView(SuiviView):
    template_name = "sessions/session/inscriptions.html"

    def filtre(self) -> EffectifFiltre:
        return EffectifFiltre(self.request.GET, queryset=effectif(self.object), structures=structures_de(self.object))

    def get_context_data(self, **kwargs):
        filtre = self.filtre()
        page_obj = Paginator(filtre.trouvees(), PAR_PAGE).get_page(self.request.GET.get("page"))
        return super().get_context_data(
            **kwargs, filtre=filtre, filtres_actifs=filtre.filtres_actifs(), page_obj=page_obj
        )


class SessionInscriptionsTableauView(SessionInscriptionsView):
    """The whole list, filtered as on the page."""

    permission = "session.planifier"

    def rangees(self):
        avec = "amenagement.voir" in self.request.user.permissions
        return tableau(self.filtre().trouvees(), avec_amenagements=avec)

    def nom(self, extension: str) -> str:
        return f"inscriptions-session-{self.object.pk}.{extension}"


class SessionInscriptionsCsvView(SessionInscriptionsTableauView):
    def render_to_response(self, context, **kwargs):
        reponse = StreamingHttpResponse(lignes_csv(self.rangees()), content_type="text/csv; charset=utf-8")
        reponse["Content-Disposition"] = f'attachment; filename="{self.nom("csv")}"'
        return reponse


class SessionInscriptionsXlsxView(SessionInscriptionsTableauView):
    def render_to_response(self, context, **kwargs):
        classeur = ecrire_classeur({_("Inscriptions"): self.rangees()})
        return FileResponse(classeur, as_attachment=True, filename=self.nom("xlsx"))

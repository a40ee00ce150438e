from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponseRedirect
from django.utils.text import slugify
from django.views.generic import DetailView

from academie.autorisations.vues import ProtegeeMixin
from academie.regles import Refus
from besoins.models import Rapport
from besoins.queries.rapports import rapports_de
from besoins.tasks.rapport import commander_rapport
from besoins.views.scores import AnalyseView


class RapportListView(AnalyseView):
    """The reports made so far, and the button that makes one for the answers that the address keeps."""

    template_name = "besoins/rapport/list.html"

    def analyser(self, filtre, lue):
        rapports = rapports_de(self.object)
        return {"rapports": rapports, "attente": any(ligne.rapport.etat == Rapport.Etat.DEMANDE for ligne in rapports)}

    def post(self, request, *args, **kwargs):
        self.object = self.get_object()
        filtre = self.get_context_data()["filtre"]
        try:
            commander_rapport(enquete=self.object, filtre=filtre, par=request.user)
        except Refus as refus:
            messages.error(request, refus.message)
        return HttpResponseRedirect(request.get_full_path())


class RapportPdfView(ProtegeeMixin, DetailView):
    permission = "enquete.voir"
    model = Rapport

    def get_queryset(self):
        return super().get_queryset().select_related("enquete")

    def render_to_response(self, context, **kwargs):
        if not self.object.fichier:
            raise Http404
        nom = f"resultats-{slugify(self.object.enquete.titre)[:60] or self.object.enquete_id}.pdf"
        return FileResponse(
            self.object.fichier.open(), as_attachment=True, filename=nom, content_type="application/pdf"
        )

from django.contrib import messages
from django.http import FileResponse, HttpResponseRedirect, StreamingHttpResponse
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.generic import DetailView

from academie.autorisations.vues import ProtegeeMixin
from academie.regles import Refus
from academie.tableaux import TABLEUR, ecrire_classeur, lignes_csv
from besoins.models import Enquete, Importation
from besoins.queries.dictionnaire import dictionnaire, tableau_du_dictionnaire
from besoins.queries.export import json_des_reponses, reponses_a_exporter, tableau_des_reponses
from besoins.queries.filtres import Filtre
from besoins.queries.resultats import lecture


class EnqueteReponsesView(ProtegeeMixin, DetailView):
    """Where answers leave and come in."""

    permission = "enquete.voir"
    model = Enquete
    context_object_name = "enquete"
    template_name = "besoins/importation/list.html"

    def get_context_data(self, **kwargs):
        filtre = Filtre.depuis(self.request.GET, self.object)
        importations = self.object.importations.filter(genre=Importation.Genre.REPONSES).select_related("par")
        return super().get_context_data(
            **kwargs,
            lecture=lecture(self.object, filtre),
            filtre=filtre,
            filtres_actifs=filtre.phrases,
            soumises=filtre.reponses(self.object).count(),
            importations=importations[:50],
        )


class ReponsesExportView(ProtegeeMixin, DetailView):
    """The answers that an address asks for, as a file; where they may not be read, the reason."""

    permission = "enquete.voir"
    model = Enquete
    extension: str

    def render_to_response(self, context, **kwargs):
        filtre = Filtre.depuis(self.request.GET, self.object)
        try:
            tableau = tableau_des_reponses(self.object, reponses_a_exporter(self.object, filtre))
        except Refus as refus:
            messages.error(self.request, refus.message)
            return HttpResponseRedirect(reverse("besoins:enquete_reponses", args=[self.object.pk]))
        reponse = self.ecrire(tableau)
        nom = slugify(self.object.titre)[:60] or self.object.pk
        reponse["Content-Disposition"] = f'attachment; filename="reponses-{nom}.{self.extension}"'
        return reponse


class ReponsesCsvView(ReponsesExportView):
    extension = "csv"

    def ecrire(self, tableau):
        return StreamingHttpResponse(lignes_csv(tableau.toutes), content_type="text/csv; charset=utf-8")


class ReponsesJsonView(ReponsesExportView):
    extension = "json"

    def ecrire(self, tableau):
        return StreamingHttpResponse(json_des_reponses(self.object, tableau), content_type="application/json")


class ReponsesXlsxView(ReponsesExportView):
    extension = "xlsx"

    def ecrire(self, tableau):
        codes = tableau_du_dictionnaire(self.object, dictionnaire(self.object, lisible=True))
        feuilles = {_("Réponses"): tableau.toutes, _("Dictionnaire"): codes}
        return FileResponse(ecrire_classeur(feuilles), content_type=TABLEUR)


class DictionnaireView(ProtegeeMixin, DetailView):
    """What each column of the exports holds."""

    permission = "enquete.voir"
    model = Enquete
    context_object_name = "enquete"
    template_name = "besoins/importation/dictionnaire.html"

    def entrees(self):
        return dictionnaire(self.object, lisible=lecture(self.object).permise)

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs, entrees=self.entrees())


class DictionnaireCsvView(DictionnaireView):
    def render_to_response(self, context, **kwargs):
        rangees = tableau_du_dictionnaire(self.object, context["entrees"])
        reponse = StreamingHttpResponse(lignes_csv(rangees), content_type="text/csv; charset=utf-8")
        nom = slugify(self.object.titre)[:60] or self.object.pk
        reponse["Content-Disposition"] = f'attachment; filename="dictionnaire-{nom}.csv"'
        return reponse

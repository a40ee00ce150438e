"""Take one's career away: for people, for other services, with what proves it."""

from tempfile import SpooledTemporaryFile

from django.http import FileResponse, HttpResponse, JsonResponse, StreamingHttpResponse
from django.views.generic import TemplateView, View

from academie.autorisations.vues import ProtegeeMixin
from academie.tableaux import lignes_csv
from certificats.cv import Dossier, europass, json_resume
from certificats.cv.papier import parcours_pdf
from certificats.models import Partage
from certificats.queries.dossier_personnel import (
    acquis_en_lignes,
    certificats_a_emporter,
    dossier_de,
    ecrire_preuves,
)

EN_MEMOIRE = 1 << 20


class EmporterMixin(ProtegeeMixin):
    permission = "partage.gerer"

    def dossier(self) -> Dossier:
        personne = self.request.user
        return dossier_de(personne, Partage.Etendue.values, adresse=personne.email)


class EmporterView(EmporterMixin, TemplateView):
    template_name = "certificats/emporter/detail.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(certificats=certificats_a_emporter(self.request.user), **kwargs)


class TelechargementView(EmporterMixin, View):
    """A file for the person alone: no cache keeps it."""

    http_method_names = ["get", "head", "options"]
    nom: str

    def reponse(self) -> HttpResponse:
        raise NotImplementedError

    def get(self, request):
        reponse = self.reponse()
        reponse["Content-Disposition"] = f'attachment; filename="{self.nom}"'
        reponse["Cache-Control"] = "private, no-store"
        return reponse


class ParcoursPdfView(TelechargementView):
    nom = "parcours.pdf"

    def reponse(self):
        return HttpResponse(parcours_pdf(self.dossier()), content_type="application/pdf")


class JsonResumeView(TelechargementView):
    nom = "cv.json"

    def reponse(self):
        return JsonResponse(json_resume(self.dossier()), json_dumps_params={"ensure_ascii": False, "indent": 2})


class EuropassView(TelechargementView):
    nom = "europass-non-scelle.jsonld"

    def reponse(self):
        return JsonResponse(
            europass(self.dossier()),
            json_dumps_params={"ensure_ascii": False, "indent": 2},
            content_type="application/ld+json",
        )


class PreuvesZipView(TelechargementView):
    """Certificates as they were sealed, badges as they were signed: on the disk beyond a megabyte, sent as they are read."""

    nom = "certificats-et-badges.zip"

    def reponse(self):
        archive = SpooledTemporaryFile(max_size=EN_MEMOIRE)  # noqa: SIM115, the answer closes it
        ecrire_preuves(self.request.user, archive)
        archive.seek(0)
        return FileResponse(archive, content_type="application/zip")


class AcquisCsvView(TelechargementView):
    nom = "acquis.csv"

    def reponse(self):
        lignes = lignes_csv(acquis_en_lignes(self.request.user))
        return StreamingHttpResponse(lignes, content_type="text/csv; charset=utf-8")

"""The programme sheet as a PDF: kept for published versions, made on demand for drafts."""

from io import BytesIO

from django.http import FileResponse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import http_date, quote_etag
from django.views.generic import DetailView

from academie.autorisations.vues import ProtegeeMixin
from besoins.models import VersionProgramme
from besoins.queries.document import lire_fiche
from besoins.views.archive import RetireeMixin


class FicheView(DetailView):
    """Answers 304 to who has it already, without touching the file."""

    def render_to_response(self, context, **kwargs):
        version = self.object
        lue = None if version.fiche else lire_fiche(version)
        reponse = self._inchangee(version.fiche_empreinte if lue is None else lue.empreinte)
        if reponse is None:
            lue = lue or lire_fiche(version)
            nom = f"{version.programme.slug}-v{version.numero}.pdf"
            reponse = FileResponse(BytesIO(lue.contenu), filename=nom, content_type="application/pdf")
            self._dater(reponse, lue.empreinte)
        return reponse

    def _inchangee(self, empreinte: str):
        reponse = get_conditional_response(self.request, quote_etag(empreinte), self._le)
        if reponse is not None:
            self._dater(reponse, empreinte)
        return reponse

    def _dater(self, reponse, empreinte: str) -> None:
        reponse["ETag"] = quote_etag(empreinte)
        if self._le:
            reponse["Last-Modified"] = http_date(self._le)
        patch_cache_control(reponse, no_cache=True, **({} if self._le else {"private": True}))

    @property
    def _le(self) -> int | None:
        """A draft has no date to compare: its bytes tell."""
        return int(self.object.publiee_le.timestamp()) if self.object.publiee_le else None


class CataloguePdfView(RetireeMixin, FicheView):
    """The sheet of what is in the catalogue."""

    slug_field = "programme__slug"
    queryset = VersionProgramme.objects.publiees().select_related("programme")


class CatalogueVersionPdfView(FicheView):
    """The sheet of a version once published, as it was that day: sessions and certificates refer to it."""

    slug_field = "programme__slug"
    queryset = VersionProgramme.objects.filter(etat__in=VersionProgramme.ETE_PUBLIEES).select_related("programme")

    def get_queryset(self):
        return super().get_queryset().filter(numero=self.kwargs["numero"])


class ProgrammeFicheView(ProtegeeMixin, FicheView):
    """The sheet from the workshop: of a draft, it says that it is one."""

    permission = "programme.voir"
    model = VersionProgramme

    def get_queryset(self):
        return super().get_queryset().select_related("programme")

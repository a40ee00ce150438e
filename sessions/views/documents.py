"""The documents of a session: made when asked, from the facts of the day."""

from typing import IO, cast
from zipfile import ZipFile

from django.http import Http404, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.views.generic import DetailView, View

from academie.autorisations.vues import ProtegeeMixin
from academie.models import Organisme, Structure, Utilisateur
from academie.queries.organisme import manques
from sessions.documents.attestation import attestation_pdf
from sessions.documents.convention import convention_pdf
from sessions.documents.livret import texte_pdf
from sessions.documents.mission import mission_pdf
from sessions.models import Inscription, Session
from sessions.queries import documents
from sessions.queries.session import formateurs_de
from sessions.views.creneau import reponse_pdf


class DocumentInscriptionMixin(ProtegeeMixin):
    permission = "inscription.voir"
    model = Inscription

    def get_queryset(self):
        return (
            super()
            .get_queryset()
            .confirmees()
            .select_related(
                "utilisateur",
                "structure",
                "session__version__programme",
                "session__lieu__commune",
                "session__territoire",
            )
        )


class ConvocationPdfView(DocumentInscriptionMixin, DetailView):
    def render_to_response(self, context, **kwargs):
        return reponse_pdf(documents.convocation_pdf(self.object), f"convocation-{self.object.pk}")


class AttestationPdfView(DocumentInscriptionMixin, DetailView):
    def get_queryset(self):
        return documents.attestables(super().get_queryset())

    def render_to_response(self, context, **kwargs):
        donnees = documents.donnees_attestation(self.object)
        return reponse_pdf(attestation_pdf(donnees), f"attestation-{self.object.pk}")


class DeLaSessionMixin(ProtegeeMixin):
    """A document for somebody of a session: of which session is in the address."""

    def session(self) -> Session:
        return get_object_or_404(Session.objects.completes(), pk=self.kwargs["session"])


class ConventionPdfView(DeLaSessionMixin, DetailView):
    permission = "convention.voir"
    model = Structure

    def get_queryset(self):
        return super().get_queryset().select_related("territoire")

    def render_to_response(self, context, **kwargs):
        session = self.session()
        if not (donnees := documents.donnees_conventions(session, [self.object])):
            raise Http404
        return reponse_pdf(convention_pdf(donnees[0]), f"convention-{session.pk}-{self.object.pk}")


class MissionPdfView(DeLaSessionMixin, DetailView):
    permission = "mission.voir"
    model = Utilisateur

    def render_to_response(self, context, **kwargs):
        session = self.session()
        if not (donnees := documents.donnees_mission(session, self.object)):
            raise Http404
        return reponse_pdf(mission_pdf(donnees), f"mission-{session.pk}-{self.object.pk}")


class DocumentsView(ProtegeeMixin, DetailView):
    """What is ready for whom, and what the Académie has not written yet."""

    permission = "document.voir"
    model = Session
    context_object_name = "session"
    template_name = "sessions/documents/detail.html"

    def get_queryset(self):
        return super().get_queryset().completes()

    def get_context_data(self, **kwargs):
        session = self.object
        return super().get_context_data(
            **kwargs,
            onglet="documents",
            inscriptions=documents.confirmees(session),
            attestees=set(documents.attestables(documents.confirmees(session)).values_list("pk", flat=True)),
            structures=documents.structures_de(session),
            formateurs=formateurs_de(session),
            manques=manques(Organisme.charger()),
        )


class DocumentsZipView(ProtegeeMixin, DetailView):
    """Every convocation and convention, drawn one after the other while the archive is sent: nothing is kept."""

    permission = "document.voir"
    model = Session

    def get_queryset(self):
        return super().get_queryset().completes()

    def render_to_response(self, context, **kwargs):
        fichiers = documents.fichiers_de(self.object)
        nom = f"documents-session-{self.object.pk}.zip"
        return StreamingHttpResponse(
            archive(fichiers),
            content_type="application/zip",
            headers={"Content-Disposition": f'attachment; filename="{nom}"', "Cache-Control": "private, no-store"},
        )


class _Tampon:
    """What was written since the last time it was emptied; an archive needs no more to be written as it goes."""

    def __init__(self):
        self.octets = bytearray()

    def write(self, octets) -> int:
        self.octets += octets
        return len(octets)

    def flush(self) -> None:
        pass

    def vider(self) -> bytes:
        octets, self.octets = bytes(self.octets), bytearray()
        return octets


def archive(fichiers):
    """The bytes of a ZIP, file after file. PDFs are compressed already."""
    tampon = _Tampon()
    with ZipFile(cast(IO[bytes], tampon), "w") as contenu:
        for fichier in fichiers:
            contenu.writestr(fichier.nom, fichier.dessiner())
            yield tampon.vider()
    yield tampon.vider()


class TextePdfView(View):
    """The welcome booklet or the rules of the house, for everybody."""

    http_method_names = ["get", "head", "options"]
    lire, nom = None, ""

    def get(self, request, *args, **kwargs):
        if not (donnees := self.lire()):
            raise Http404
        return reponse_pdf(texte_pdf(donnees), self.nom)


class ReglementPdfView(TextePdfView):
    lire, nom = staticmethod(documents.donnees_reglement), "reglement-interieur"


class LivretPdfView(TextePdfView):
    lire, nom = staticmethod(documents.donnees_livret), "livret-d-accueil"

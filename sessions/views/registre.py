"""The register of attendance of a session: read, checked, taken away by an auditor."""

from django.http import StreamingHttpResponse
from django.utils.functional import cached_property
from django.views.generic import ListView
from django.views.generic.detail import BaseDetailView, SingleObjectMixin

from academie.autorisations.vues import ProtegeeMixin
from sessions.models import Session
from sessions.queries.archive import archive_du_registre
from sessions.queries.registre import breches_du_registre, lire_enregistrement


class RegistreMixin(ProtegeeMixin):
    permission = "emargement.verifier"
    model = Session

    def get_queryset(self):
        return super().get_queryset().completes()


class AnimationRegistreView(RegistreMixin, SingleObjectMixin, ListView):
    """Every link in order, and whether nothing contradicts them."""

    template_name = "sessions/registre/detail.html"
    paginate_by = 50

    @cached_property
    def object(self):
        return self.get_object(RegistreMixin.get_queryset(self))

    def get_queryset(self):
        return self.object.enregistrements.select_related("creneau").order_by("numero")

    def get_context_data(self, **kwargs):
        contexte = super().get_context_data(**kwargs)
        enregistrements = [lire_enregistrement(lien) for lien in contexte["page_obj"]]
        faits = {"session": self.object, "breches": breches_du_registre(self.object)}
        return contexte | faits | {"enregistrements": enregistrements}


class AnimationRegistreZipView(RegistreMixin, BaseDetailView):
    def render_to_response(self, context):
        reponse = StreamingHttpResponse(archive_du_registre(self.object), content_type="application/zip")
        reponse["Content-Disposition"] = f'attachment; filename="registre-session-{self.object.pk}.zip"'
        reponse["Cache-Control"] = "private, no-store"
        return reponse

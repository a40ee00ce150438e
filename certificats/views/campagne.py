"""The certificates of a session and of many, as those who issue them see them."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponseRedirect, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.generic import DetailView, FormView, ListView, View

from academie.autorisations.vues import ActeView, ProtegeeMixin
from certificats.forms.certificat import ArchiveForm
from certificats.queries.archive import (
    archive,
    documents_de_la_session,
    documents_de_la_structure,
    structures_a_emporter,
)
from certificats.queries.attribution import attributions, comptes
from certificats.queries.campagne import derniere_campagne, sessions_a_servir
from certificats.tasks.campagne import delivrer, delivrer_aux_sessions
from sessions.models import Session


class CertificatSessionView(ProtegeeMixin, DetailView):
    """Who gets what of a session, who does not, and why: before it is issued and after."""

    permission = "certificat.delivrer"
    queryset = Session.objects.completes()
    model = Session
    template_name = "certificats/certificat/session.html"

    def get_context_data(self, **kwargs):
        recherche = self.request.GET.get("q", "")[:100]
        campagne = derniere_campagne(self.object)
        toutes = attributions(self.object, erreurs=campagne.erreurs if campagne else None)
        return super().get_context_data(
            campagne=campagne,
            comptes=comptes(toutes),
            attributions=[ligne for ligne in toutes if ligne.repond(recherche)],
            refus=[ligne for ligne in toutes if ligne.est_un_refus],
            **kwargs,
        )


class CertificatDelivrerView(ActeView):
    permission = "certificat.delivrer"
    model = Session
    reussite = _("C'est fait\u00a0: chaque personne a les documents auxquels elle a droit, ou va les recevoir.")

    def acte(self, session):
        delivrer(session=session, par=self.request.user)

    def retour(self, session):
        return reverse("certificats:certificat_session", args=[session.pk])


class SessionsADelivrerView(ProtegeeMixin, ListView):
    """Closed sessions in which somebody still lacks a document."""

    permission = "certificat.delivrer"
    model = Session
    template_name = "certificats/certificat/a_delivrer.html"
    paginate_by = 25

    def get_queryset(self):
        return sessions_a_servir(super().get_queryset())


class SessionsDelivrerView(SessionsADelivrerView):
    """The sessions ticked, or all of them: each is then issued as if alone."""

    http_method_names = ["post", "options"]

    def post(self, request):
        choisies = {int(pk) for pk in request.POST.getlist("sessions")[:1000] if pk.isascii() and pk.isdigit()}
        delivrer_aux_sessions(sessions=self.get_queryset(), parmi=choisies, par=request.user)
        return HttpResponseRedirect(reverse("certificats:session_a_delivrer"))


class CertificatSessionZipView(ProtegeeMixin, View):
    """The documents of a session that this person may take away, in one file."""

    permission = "certificat.emporter"
    http_method_names = ["get", "head", "options"]

    def get(self, request, pk):
        documents = documents_de_la_session(get_object_or_404(Session, pk=pk), request.user)
        if not documents.exists():
            messages.info(request, _("Aucun document de cette session n'est à emporter."))
            return HttpResponseRedirect(reverse("certificats:certificat_list"))
        return reponse_zip(documents, f"certificats-session-{pk}")


class CertificatArchiveView(ProtegeeMixin, FormView):
    """The documents of a structure over a period: asked by a GET, so that the address can be kept."""

    permission = "certificat.emporter"
    form_class = ArchiveForm
    template_name = "certificats/certificat/archive.html"
    success_url = reverse_lazy("certificats:certificat_archive")
    http_method_names = ["get", "head", "options"]

    def get_initial(self):
        aujourd_hui = timezone.localdate()
        return {"du": aujourd_hui - timedelta(days=365), "au": aujourd_hui}

    def get_form_kwargs(self):
        saisie = self.request.GET if "structure" in self.request.GET else None
        return super().get_form_kwargs() | {"data": saisie, "structures": structures_a_emporter(self.request.user)}

    def get(self, request, *args, **kwargs):
        form = self.get_form()
        return self.form_valid(form) if form.is_valid() else self.form_invalid(form)

    def form_valid(self, form):
        documents = documents_de_la_structure(utilisateur=self.request.user, **form.cleaned_data)
        if documents.exists():
            return reponse_zip(documents, f"certificats-structure-{form.cleaned_data['structure'].pk}")
        form.add_error(None, _("Aucun document n'a été délivré à cette structure pendant cette période."))
        return self.form_invalid(form)


def reponse_zip(documents, nom: str) -> StreamingHttpResponse:
    return StreamingHttpResponse(
        archive(documents),
        content_type="application/zip",
        headers={"Content-Disposition": f'attachment; filename="{nom}.zip"', "Cache-Control": "private, no-store"},
    )

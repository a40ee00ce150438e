"""A half-day's attendance, live, as whoever gives it sees it."""

from django.http import HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.generic import DetailView

from academie.autorisations.vues import ActeView, ConfirmationView, ProtegeeMixin
from academie.regles import regle
from sessions.actions.emargement import contresigner, ouvrir_emargement
from sessions.documents.feuille import feuille_emargement_pdf
from sessions.models import Creneau
from sessions.queries.emargement import (
    code_de_la_salle,
    empechement_d_ouvrir,
    empechement_de_contresigner,
    prochain_code,
    url_de_la_salle,
)
from sessions.queries.feuille import donnees_de_la_feuille, feuille
from sessions.queries.registre import contreseings

INCHANGE = 204


class CreneauMixin(ProtegeeMixin):
    permission = "session.voir"
    model = Creneau
    context_object_name = "creneau"

    def get_queryset(self):
        return (
            super()
            .get_queryset()
            .select_related(
                "session__version__programme",
                "session__lieu__commune",
                "module",
                "contresigne_par",
                "session__territoire",
            )
            .prefetch_related("interventions__formateur")
        )


class FeuilleView(CreneauMixin, DetailView):
    def get_context_data(self, **kwargs):
        return super().get_context_data(
            **kwargs,
            session=self.object.session,
            feuille=feuille(self.object),
            conduit=self.request.user.has_perm("session.conduire", self.object),
            contreseings=contreseings([self.object])[self.object.pk],
        )


class CreneauDetailView(FeuilleView):
    template_name = "sessions/creneau/detail.html"

    def get_context_data(self, **kwargs):
        le = timezone.now()
        return super().get_context_data(
            **kwargs,
            adresse_de_la_salle=url_de_la_salle(self.object),
            **_code(self.object, le),
            empechement_d_ouvrir=empechement_d_ouvrir(self.object, le),
            empechement_de_contresigner=empechement_de_contresigner(self.object, le),
        )


class CreneauCodeView(CreneauMixin, DetailView):
    """The code of the room, that its page asks again when it changes."""

    permission = "session.conduire"
    visible = "session.voir"
    template_name = "sessions/creneau/code.html"

    def render_to_response(self, context, **kwargs):
        if not self.request.htmx or self.object.emargement != Creneau.Emargement.OUVERT:
            return HttpResponseRedirect(self.object.get_absolute_url())
        return super().render_to_response(context, **kwargs)

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs, **_code(self.object, timezone.now()))


def _code(creneau, le) -> dict:
    return {
        "code": code_de_la_salle(creneau, le),
        "prochain_code": prochain_code(le),
        "periode": regle("emargement.periode_code"),
    }


class CreneauPresencesView(FeuilleView):
    """The list of the sheet, that its page asks again every few seconds; nothing is sent while nothing changes."""

    template_name = "sessions/creneau/presences.html"

    def render_to_response(self, context, **kwargs):
        if not self.request.htmx:
            return HttpResponseRedirect(self.object.get_absolute_url())
        if self.request.GET.get("version") == context["feuille"].version:
            return HttpResponse(status=INCHANGE)
        return super().render_to_response(context, **kwargs)


class CreneauOuvrirView(CreneauMixin, ActeView):
    permission = "session.conduire"
    visible = "session.voir"
    reussite = _("L'émargement est ouvert : affichez le code dans la salle.")

    def acte(self, objet):
        return ouvrir_emargement(creneau=objet, par=self.request.user)


class CreneauContresignerView(CreneauMixin, ConfirmationView):
    permission = "session.conduire"
    visible = "session.voir"
    template_name = "sessions/creneau/contresigner.html"
    reussite = _("La demi-journée est contresignée.")

    def acte(self, objet):
        return contresigner(creneau=objet, par=self.request.user)

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            **kwargs,
            session=self.object.session,
            feuille=feuille(self.object),
            contreseings=contreseings([self.object])[self.object.pk],
            empechement=empechement_de_contresigner(self.object, timezone.now()),
        )


class CreneauPdfView(CreneauMixin, DetailView):
    """The sheet to print; `vide`, to be signed by hand; `vierge`, without the names either."""

    vide = vierge = False

    def render_to_response(self, context, **kwargs):
        creneau = self.object
        donnees = donnees_de_la_feuille(creneau.session, creneau=creneau, vide=self.vide, vierge=self.vierge)
        return reponse_pdf(feuille_emargement_pdf(donnees), f"emargement-demi-journee-{self.object.pk}")


def reponse_pdf(contenu: bytes, nom: str) -> HttpResponse:
    return HttpResponse(
        contenu,
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="{nom}.pdf"', "Cache-Control": "private, no-store"},
    )

"""The device of the trainer, passed from hand to hand; the screen of the room."""

from functools import cache
from pathlib import Path

from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.generic import DetailView, FormView, View
from django.views.generic.detail import SingleObjectMixin

from academie import francais
from academie.autorisations.vues import FormulaireActeMixin
from sessions.actions.tablette import recueillir_absence, recueillir_signature
from sessions.forms.tablette import TabletteForm
from sessions.models import Creneau, Inscription
from sessions.queries.emargement import code_de_la_salle, prochain_code, url_de_la_salle
from sessions.queries.feuille import feuille
from sessions.views.creneau import CreneauMixin

OUVRIER = Path(__file__).parent.parent / "static" / "sessions" / "tablette-hors-ligne.js"
JSON = "application/json"


class ConduiteMixin(CreneauMixin):
    """For whoever gives the half-day."""

    permission = "session.conduire"
    visible = "session.voir"


@method_decorator(never_cache, name="dispatch")
class TabletteView(ConduiteMixin, DetailView):
    """The people expected, each to sign in turn; works on without a network."""

    template_name = "sessions/tablette/detail.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            **kwargs, session=self.object.session, feuille=feuille(self.object), form=TabletteForm()
        )


@method_decorator(never_cache, name="dispatch")
class TabletteSignerView(FormulaireActeMixin, ConduiteMixin, SingleObjectMixin, FormView):
    """One person's turn: a page of its own, or an answer in JSON to the page that works without a network."""

    form_class = TabletteForm
    template_name = "sessions/tablette/signer.html"

    @cached_property
    def object(self):
        return self.get_object()

    @cached_property
    def inscription(self):
        inscriptions = Inscription.objects.filter(session=self.object.session_id).select_related("utilisateur")
        return get_object_or_404(inscriptions, pk=self.kwargs["inscription"])

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs, inscription=self.inscription, session=self.object.session)

    def agir(self, form):
        commun = {"creneau": self.object, "inscription": self.inscription, "par": self.request.user}
        if form.est_absence:
            return recueillir_absence(**commun)
        donnees = form.cleaned_data
        return recueillir_signature(
            **commun,
            cle=donnees["cle"],
            nom=donnees["nom"] or str(self.inscription.utilisateur),
            trace=donnees["trace"],
            retard=donnees["retard"] or 0,
            appareil_le=donnees["appareil_le"],
        )

    def get_success_url(self):
        return reverse("sessions:creneau_tablette", args=[self.object.creneau_id])

    def form_valid(self, form):
        reponse = super().form_valid(form)
        if not self._en_json or not isinstance(reponse, HttpResponseRedirect):
            return reponse
        return JsonResponse({"etat": dire(self.object)})

    def form_invalid(self, form):
        if not self._en_json:
            return super().form_invalid(form)
        return JsonResponse({"refus": [str(raison) for raisons in form.errors.values() for raison in raisons]})

    @property
    def _en_json(self) -> bool:
        return self.request.headers.get("Accept") == JSON


def dire(emargement) -> str:
    """ "signé à 9 h 04, lien personnel": what is recorded, which another way may have recorded first."""
    if emargement.absent:
        return _("absence")
    return _("signé à %(heure)s, %(moyen)s") % {
        "heure": francais.heure(emargement.signe_le),
        "moyen": emargement.get_moyen_display(),
    }


class SalleView(ConduiteMixin, DetailView):
    """For a projector: the code and the QR code, nobody's name."""

    template_name = "sessions/tablette/salle.html"

    def render_to_response(self, context, **kwargs):
        if self.object.emargement != Creneau.Emargement.OUVERT:
            return HttpResponseRedirect(self.object.get_absolute_url())
        return super().render_to_response(context, **kwargs)

    def get_context_data(self, **kwargs):
        le = timezone.now()
        return super().get_context_data(
            **kwargs,
            session=self.object.session,
            adresse_de_la_salle=url_de_la_salle(self.object),
            code=code_de_la_salle(self.object, le),
            prochain_code=prochain_code(le),
        )


@cache
def _ouvrier() -> bytes:
    return OUVRIER.read_bytes()


class TabletteOuvrierView(View):
    """The service worker, at the root so that it may serve the page of a half-day. It holds nobody's data."""

    http_method_names = ["get", "head", "options"]

    def get(self, request, *args, **kwargs):
        return HttpResponse(_ouvrier(), content_type="text/javascript", headers={"Cache-Control": "no-cache"})

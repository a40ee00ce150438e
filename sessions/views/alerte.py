"""Being told of the sessions that open: asking, seeing what one asked, stopping."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.generic import FormView, ListView, TemplateView

from academie.autorisations.jetons import JetonInvalide
from academie.autorisations.vues import ActeView, FormulaireActeMixin, ProtegeeMixin
from academie.models import Theme
from besoins.models import Programme
from sessions.actions.alerte import arreter_alerte, demander_alerte
from sessions.forms.alerte import AlerteForm
from sessions.models import Alerte
from sessions.queries.alerte import alerte_du_jeton, lieux_proches, mes_alertes


class AlerteCreateView(ProtegeeMixin, FormulaireActeMixin, FormView):
    """ "Prévenez-moi": a visitor signs in and comes back here."""

    permission = "alerte.gerer"
    form_class = AlerteForm
    template_name = "sessions/alerte/form.html"
    sujet = "programme"
    sujets = {"programme": Programme, "theme": Theme}

    @cached_property
    def objet(self):
        return get_object_or_404(self.sujets[self.sujet], slug=self.kwargs["code"])

    @cached_property
    def alerte(self) -> Alerte | None:
        return mes_alertes(self.request.user).filter(**{self.sujet: self.objet}).first()

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"utilisateur": self.request.user, "alerte": self.alerte}

    def agir(self, form):
        alerte = demander_alerte(
            utilisateur=self.request.user, territoire=form.territoire(), **{self.sujet: self.objet}
        )
        messages.success(self.request, _("C'est noté : vous recevrez un message quand une session s'ouvrira."))
        return alerte

    def get_success_url(self):
        return reverse("sessions:alerte_list")

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            **kwargs, objet=self.objet, alerte=self.alerte, sans_lieu=not lieux_proches(self.request.user)
        )


class AlerteListView(ProtegeeMixin, ListView):
    """What one asked to be told of."""

    permission = "alerte.gerer"
    model = Alerte
    template_name = "sessions/alerte/list.html"

    def get_queryset(self):
        return mes_alertes(self.request.user)


class AlerteArreterView(ActeView):
    permission = "alerte.gerer"
    model = Alerte
    reussite = gettext_lazy("Cette alerte est arrêtée : vous ne recevrez plus de message à son sujet.")

    def acte(self, objet):
        arreter_alerte(alerte=objet)

    def retour(self, objet):
        return reverse("sessions:alerte_list")


@method_decorator(never_cache, name="dispatch")
class AlerteLienView(TemplateView):
    """Public: the link of a mail says which alert, its button stops it."""

    template_name = "sessions/alerte/lien.html"

    def dispatch(self, request, *args, **kwargs):
        try:
            self.alerte = alerte_du_jeton(kwargs["jeton"])
        except (JetonInvalide, Alerte.DoesNotExist):
            return self.response_class(request, "sessions/alerte/lien_invalide.html", status=404)
        return super().dispatch(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        arreter_alerte(alerte=self.alerte)
        return HttpResponseRedirect(request.path)

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs, alerte=self.alerte)

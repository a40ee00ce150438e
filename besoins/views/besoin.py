from django.core.paginator import Paginator
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import CreateView, DetailView, FormView, ListView, UpdateView
from django.views.generic.detail import SingleObjectMixin

from academie.autorisations.vues import ActeView, FormulaireActeMixin, ProtegeeMixin
from besoins.actions.besoin import (
    creer_besoin,
    deplacer_besoin,
    modifier_besoin,
    reexaminer_besoin,
    rejeter_besoin,
    retenir_besoin,
)
from besoins.forms.besoin import BesoinForm, DecisionForm, RechercheBesoinsForm, RejetForm
from besoins.forms.question import DeplacementForm
from besoins.models import Besoin
from besoins.queries.besoin import (
    appui,
    avec_preuves,
    besoins_ordonnes,
    dire_preuve,
    expliquer_rang,
    historique,
    precedent_de,
)
from besoins.queries.programme import versions_du_besoin
from besoins.views.facettes import FacettesMixin


class BesoinListView(ProtegeeMixin, FacettesMixin, ListView):
    permission = "besoin.voir"
    model = Besoin
    facettes = RechercheBesoinsForm
    template_name = "besoins/besoin/list.html"
    paginate_by = 50

    def get_queryset(self):
        return besoins_ordonnes(super().get_queryset(), **self.criteres)


class BesoinDetailView(ProtegeeMixin, DetailView):
    permission = "besoin.voir"
    model = Besoin
    template_name = "besoins/besoin/detail.html"
    context_object_name = "besoin"

    def get_queryset(self):
        return avec_preuves(super().get_queryset())

    def get_context_data(self, **kwargs):
        besoin = self.object
        return super().get_context_data(
            **kwargs,
            preuves=[(preuve, dire_preuve(preuve)) for preuve in besoin.preuves.all()],
            appui=appui(besoin),
            explication=expliquer_rang(besoin, precedent_de(besoin)),
            historique=historique(besoin),
            versions=list(versions_du_besoin(besoin)),
        )


class BesoinEditionMixin(ProtegeeMixin, FormulaireActeMixin):
    permission = "besoin.arbitrer"
    model = Besoin
    form_class = BesoinForm
    template_name = "besoins/besoin/form.html"


class BesoinCreateView(BesoinEditionMixin, CreateView):
    extra_context = {"titre": _("Nouveau besoin"), "verbe": _("Proposer le besoin")}

    def agir(self, form):
        return creer_besoin(besoin=form.instance, par=self.request.user)


class BesoinUpdateView(BesoinEditionMixin, UpdateView):
    extra_context = {"titre": _("Modifier le besoin"), "verbe": _("Enregistrer le besoin")}

    def agir(self, form):
        return modifier_besoin(besoin=form.instance)


class BesoinDecisionView(ProtegeeMixin, FormulaireActeMixin, SingleObjectMixin, FormView):
    """Retain or reject, with the reason."""

    permission = "besoin.arbitrer"
    model = Besoin
    template_name = "besoins/besoin/decision.html"
    context_object_name = "besoin"

    @cached_property
    def object(self):
        return self.get_object()

    def get_queryset(self):
        return avec_preuves(super().get_queryset())

    def get_context_data(self, **kwargs):
        preuves = [dire_preuve(preuve) for preuve in self.object.preuves.all()]
        return super().get_context_data(**kwargs, preuves=preuves)

    def get_success_url(self):
        return self.object.get_absolute_url()


class BesoinRetenirView(BesoinDecisionView):
    form_class = DecisionForm
    extra_context = {"titre": _("Retenir ce besoin"), "verbe": _("Retenir le besoin")}

    def agir(self, form):
        return retenir_besoin(besoin=self.object, par=self.request.user, **form.cleaned_data)


class BesoinRejeterView(BesoinDecisionView):
    form_class = RejetForm
    extra_context = {"titre": _("Rejeter ce besoin"), "verbe": _("Rejeter le besoin")}

    def agir(self, form):
        return rejeter_besoin(besoin=self.object, par=self.request.user, **form.cleaned_data)


class BesoinReexaminerView(ActeView):
    permission = "besoin.arbitrer"
    model = Besoin
    reussite = _("Le besoin est de nouveau à examiner.")

    def acte(self, besoin):
        return reexaminer_besoin(besoin=besoin, par=self.request.user)


class BesoinDeplacerView(ActeView):
    permission = "besoin.arbitrer"
    model = Besoin

    def acte(self, besoin):
        form = DeplacementForm(self.request.POST)
        if form.is_valid():
            deplacer_besoin(besoin=besoin, sens=self.kwargs["sens"], depuis=form.cleaned_data["depuis"])

    def retour(self, besoin):
        page = Paginator(range(besoin.rang), BesoinListView.paginate_by).num_pages
        return f"{reverse('besoins:besoin_list')}?page={page}#besoin-{besoin.pk}"

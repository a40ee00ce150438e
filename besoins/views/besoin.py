from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import CreateView, DetailView, FormView, ListView, UpdateView
from django.views.generic.detail import SingleObjectMixin

from academie.autorisations.vues import ActeView, FormulaireActeMixin, ProtegeeMixin
from besoins.actions.besoin import (
    creer_besoin,
    ecarter_besoin,
    modifier_besoin,
    qualifier_besoin,
    reexaminer_besoin,
    retenir_besoin,
    satisfaire_besoin,
)
from besoins.forms.besoin import BesoinForm, DecisionForm, EcartForm, RechercheBesoinsForm, SatisfactionForm
from besoins.models import Besoin
from besoins.queries.besoin import appui, avec_preuves, besoins_trouves, dire_preuve, historique, preuves_de
from besoins.queries.programme import versions_du_besoin
from besoins.views.facettes import FacettesMixin


class BesoinListView(ProtegeeMixin, FacettesMixin, ListView):
    permission = "besoin.voir"
    model = Besoin
    facettes = RechercheBesoinsForm
    template_name = "besoins/besoin/list.html"
    paginate_by = 50

    def get_queryset(self):
        return besoins_trouves(super().get_queryset(), **self.criteres)


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
            preuves=[(preuve, dire_preuve(preuve)) for preuve in preuves_de(besoin)],
            appui=appui(besoin),
            historique=historique(besoin),
            versions=list(versions_du_besoin(besoin)),
        )


class BesoinEditionMixin(ProtegeeMixin, FormulaireActeMixin):
    permission = "besoin.arbitrer"
    model = Besoin
    form_class = BesoinForm
    template_name = "besoins/besoin/form.html"


class BesoinCreateView(BesoinEditionMixin, CreateView):
    extra_context = {"titre": _("Nouveau besoin"), "verbe": _("Enregistrer le besoin")}

    def agir(self, form):
        besoin = creer_besoin(besoin=form.instance, par=self.request.user)
        return modifier_besoin(besoin=besoin, **form.liens())


class BesoinUpdateView(BesoinEditionMixin, UpdateView):
    extra_context = {"titre": _("Modifier le besoin"), "verbe": _("Enregistrer le besoin")}

    def agir(self, form):
        return modifier_besoin(besoin=form.instance, **form.liens())


class BesoinQualifierView(BesoinUpdateView):
    extra_context = {"titre": _("Qualifier le besoin"), "verbe": _("Qualifier le besoin")}

    def agir(self, form):
        return qualifier_besoin(besoin=super().agir(form), par=self.request.user)


class BesoinDecisionView(ProtegeeMixin, FormulaireActeMixin, SingleObjectMixin, FormView):
    """Retain, set aside or close, with the reason."""

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
        preuves = [dire_preuve(preuve) for preuve in preuves_de(self.object)]
        return super().get_context_data(**kwargs, preuves=preuves)

    def get_success_url(self):
        return self.object.get_absolute_url()


class BesoinRetenirView(BesoinDecisionView):
    form_class = DecisionForm
    extra_context = {"titre": _("Retenir ce besoin"), "verbe": _("Retenir le besoin")}

    def agir(self, form):
        return retenir_besoin(besoin=self.object, par=self.request.user, **form.cleaned_data)


class BesoinEcarterView(BesoinDecisionView):
    form_class = EcartForm
    extra_context = {"titre": _("Écarter ce besoin"), "verbe": _("Écarter le besoin")}

    def agir(self, form):
        return ecarter_besoin(besoin=self.object, par=self.request.user, **form.cleaned_data)


class BesoinSatisfaireView(BesoinDecisionView):
    form_class = SatisfactionForm
    extra_context = {"titre": _("Déclarer ce besoin satisfait"), "verbe": _("Déclarer le besoin satisfait")}

    def agir(self, form):
        return satisfaire_besoin(besoin=self.object, par=self.request.user, **form.cleaned_data)


class BesoinReexaminerView(ActeView):
    permission = "besoin.arbitrer"
    model = Besoin
    reussite = _("Le besoin est de nouveau à l'examen.")

    def acte(self, besoin):
        return reexaminer_besoin(besoin=besoin, par=self.request.user)

from django.shortcuts import get_object_or_404
from django.urls import reverse, reverse_lazy
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import DetailView, FormView, TemplateView
from django.views.generic.detail import SingleObjectMixin

from academie.autorisations.vues import ActeView, FormulaireActeMixin, ProtegeeMixin
from besoins.models import Programme
from certificats.actions.plan import (
    adopter_plan,
    ajouter_etape,
    deplacer_etape,
    dire_etape,
    modifier_etape,
    proposer_plan,
    renvoyer_plan,
    reprendre_plan,
    retenir_programme,
    retenir_proposition,
    retenir_session,
    retirer_etape,
    reviser_plan,
)
from certificats.forms.plan import EtapeDateForm, EtapeForm, MotForm, RenvoiForm
from certificats.models import Consultation, EtapePlan, PlanParcours
from certificats.queries.parcours import ecarts_ouverts
from certificats.queries.plan import page_du_plan, plan_lisible, plans_a_convenir
from certificats.views.consultation import ConsulteeMixin, NoteeMixin
from sessions.models import Session


class PlanDetailView(ProtegeeMixin, TemplateView):
    permission = "plan_parcours.gerer"
    template_name = "certificats/plan/detail.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(**page_du_plan(self.request.user), **kwargs)


class PlanVersionView(ConsulteeMixin, ProtegeeMixin, DetailView):
    """One version, as it was agreed or as it is put to the structure."""

    permission = "plan_parcours.voir"
    model = PlanParcours
    template_name = "certificats/plan/version.html"
    context_object_name = "plan"
    etendue = Consultation.Etendue.PLAN

    def get_context_data(self, **kwargs):
        a_convenir = plans_a_convenir(self.request.user).filter(pk=self.object.pk).exists()
        return super().get_context_data(courant=plan_lisible(self.object), a_convenir=a_convenir, **kwargs)


class MonPlanActeView(ActeView):
    """A deed on one's own plan, whichever version is being written."""

    permission = "plan_parcours.gerer"

    def get_object(self, queryset=None):
        return self.request.user

    def retour(self, objet) -> str:
        return reverse("certificats:plan_detail")


class PlanPropositionView(MonPlanActeView):
    reussite = _("Les sessions proposées sont dans votre plan.")

    def acte(self, utilisateur):
        return retenir_proposition(utilisateur=utilisateur)


class PlanSessionView(MonPlanActeView):
    reussite = _("La session est dans votre plan. L'inscription reste à faire.")

    def acte(self, utilisateur):
        session = get_object_or_404(Session.objects.publiques().completes(), pk=self.kwargs["session"])
        return retenir_session(utilisateur=utilisateur, session=session)


class PlanProgrammeView(MonPlanActeView):
    reussite = _("Le programme est dans votre plan : choisissez sa session quand elle s'ouvrira.")

    def acte(self, utilisateur):
        programme = get_object_or_404(Programme, slug=self.kwargs["programme"])
        return retenir_programme(utilisateur=utilisateur, programme=programme)


class PlanReviserView(MonPlanActeView):
    reussite = _("Une nouvelle version est ouverte. L'autre reste convenue tant que celle-ci ne l'est pas.")

    def acte(self, utilisateur):
        return reviser_plan(utilisateur=utilisateur)


class EtapeCreateView(ProtegeeMixin, FormulaireActeMixin, FormView):
    permission = "plan_parcours.gerer"
    form_class = EtapeForm
    template_name = "certificats/plan/etape.html"
    success_url = reverse_lazy("certificats:plan_detail")
    extra_context = {"verbe": _("Ajouter l'étape"), "nouvelle": True}

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"ecarts": ecarts_ouverts(self.request.user)[1]}

    def agir(self, form):
        return ajouter_etape(utilisateur=self.request.user, **form.cleaned_data)


class PlanActeView(ActeView):
    permission = "plan_parcours.gerer"
    model = PlanParcours

    def retour(self, objet) -> str:
        return reverse("certificats:plan_detail")


class PlanProposerView(PlanActeView):
    reussite = _("Votre plan est transmis à votre structure.")

    def acte(self, plan):
        return proposer_plan(plan=plan)


class PlanReprendreView(PlanActeView):
    def acte(self, plan):
        return reprendre_plan(plan=plan)


class EtapeRetirerView(PlanActeView):
    def acte(self, plan):
        return retirer_etape(plan=plan, etape=self.kwargs["etape"])


class EtapeActeView(PlanActeView):
    def etape(self, plan) -> EtapePlan:
        return get_object_or_404(plan.etapes.select_related("plan__utilisateur"), pk=self.kwargs["etape"])


class EtapeDeplacerView(EtapeActeView):
    def acte(self, plan):
        return deplacer_etape(etape=self.etape(plan), rang=self.kwargs["rang"])


class EtapeDireView(EtapeActeView):
    """`issue` is in the address: "a-faire" empties it."""

    issues = {"a-faire": "", "faite": EtapePlan.Issue.FAITE, "abandonnee": EtapePlan.Issue.ABANDONNEE}

    def acte(self, plan):
        return dire_etape(etape=self.etape(plan), issue=self.issues.get(self.kwargs["issue"], ""))


class EtapeUpdateView(ProtegeeMixin, FormulaireActeMixin, SingleObjectMixin, FormView):
    permission = "plan_parcours.gerer"
    model = PlanParcours
    form_class = EtapeDateForm
    template_name = "certificats/plan/etape.html"
    success_url = reverse_lazy("certificats:plan_detail")
    extra_context = {"verbe": _("Enregistrer l'étape")}
    object = None

    @cached_property
    def etape(self) -> EtapePlan:
        return get_object_or_404(self.get_object().etapes.select_related("plan__utilisateur"), pk=self.kwargs["etape"])

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"etape": self.etape}

    def agir(self, form):
        return modifier_etape(etape=self.etape, **form.cleaned_data)

    def get_context_data(self, **kwargs):
        return super().get_context_data(etape=self.etape, **kwargs)


class ReponseView(NoteeMixin, ProtegeeMixin, FormulaireActeMixin, SingleObjectMixin, FormView):
    """The structure answers the plan that a person puts to it."""

    permission = "plan_parcours.convenir"
    model = PlanParcours
    template_name = "certificats/plan/repondre.html"
    etendue = Consultation.Etendue.PLAN
    object = None

    @cached_property
    def plan(self) -> PlanParcours:
        return self.get_object()

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"instance": self.plan}

    def get_success_url(self):
        return self.plan.get_absolute_url()

    def get_context_data(self, **kwargs):
        return super().get_context_data(plan=self.plan, **kwargs)


class PlanAdopterView(ReponseView):
    form_class = MotForm
    extra_context = {"verbe": _("Convenir de ce plan")}

    def agir(self, form):
        return adopter_plan(plan=self.plan, par=self.request.user, mot=form.cleaned_data["mot"])


class PlanRenvoyerView(ReponseView):
    form_class = RenvoiForm
    extra_context = {"verbe": _("Demander ce changement"), "renvoi": True}

    def agir(self, form):
        return renvoyer_plan(plan=self.plan, par=self.request.user, mot=form.cleaned_data["mot"])

    def get_success_url(self):
        return reverse("certificats:entretien_equipe")

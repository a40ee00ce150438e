"""When a section or a question shows. First the earlier question is chosen, then what is asked of its answers."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import DetailView

from academie.autorisations.vues import ActeView, ProtegeeMixin
from besoins.actions.condition import ajouter_condition, combiner_conditions, retirer_condition
from besoins.forms.condition import CombinaisonForm, ConditionForm
from besoins.models import Condition, Enquete, Question, Section
from besoins.queries.enquete import questionnaire
from besoins.queries.question import dire_conditions, sources_possibles
from besoins.views.question import ElementFormView, elements


class ConditionMixin:
    """The section or the question that the conditions bear on."""

    permission = "enquete.concevoir"
    model = Enquete
    modele: type = Section

    @cached_property
    def cible(self):
        return get_object_or_404(elements(self.modele, self.get_object()), pk=self.kwargs["element"])

    @property
    def noun(self) -> str:
        return self.modele._meta.model_name

    def page(self) -> str:
        return reverse(f"besoins:{self.noun}_conditions", args=[self.kwargs["pk"], self.kwargs["element"]])


class ConditionListView(ConditionMixin, ProtegeeMixin, DetailView):
    template_name = "besoins/condition/list.html"
    context_object_name = "enquete"

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            **kwargs,
            cible=self.cible,
            noun=self.noun,
            conditions=dire_conditions(self.cible),
            combinaison=CombinaisonForm(initial={"combinaison": self.cible.combinaison}),
            sources=sources_possibles(self.cible, questionnaire(self.object)),
        )


class ConditionCreateView(ConditionMixin, ElementFormView):
    form_class = ConditionForm
    verbe = _("Ajouter la condition")

    @cached_property
    def source(self) -> Question:
        return get_object_or_404(elements(Question, self.enquete), pk=self.kwargs["source"])

    @property
    def titre(self):
        return _("Selon la réponse à « %(question)s »") % {"question": self.source}

    def element(self):
        return Condition(**{self.noun: self.cible}, source=self.source)

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs, cible=self.cible)

    def agir(self, form):
        return ajouter_condition(condition=form.instance)

    def get_success_url(self):
        return self.page()


class ConditionCombinerView(ConditionMixin, ActeView):
    def acte(self, enquete):
        form = CombinaisonForm(self.request.POST)
        if form.is_valid():
            combiner_conditions(element=self.cible, combinaison=form.cleaned_data["combinaison"])

    def retour(self, objet):
        return self.page()


class ConditionSupprimerView(ConditionMixin, ActeView):
    def acte(self, enquete):
        if condition := self.cible.conditions.filter(pk=self.kwargs["condition"]).first():
            retirer_condition(condition=condition)

    def retour(self, objet):
        return self.page()

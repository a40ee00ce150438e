"""The codebook of an open question: its themes, and the words that may make others."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import DetailView, FormView

from academie.autorisations.vues import ActeView, FormulaireActeMixin
from besoins.actions.codage import (
    accepter_suggestion,
    ajouter_code,
    ecarter_suggestion,
    fusionner_codes,
    modifier_code,
    supprimer_code,
)
from besoins.forms.codage import CodeForm, FusionForm, MotsForm, SuggestionForm
from besoins.models import Code
from besoins.queries.codage import TEXTES_COMPARES, lecture_des_textes, suggestions
from besoins.views.codage import CodageMixin


class CodeEditionMixin(CodageMixin, FormulaireActeMixin, FormView):
    template_name = "besoins/codage/code.html"
    form_class = CodeForm

    @property
    def question_du_code(self):
        return self.code.question

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs, question=self.question_du_code)

    def get_success_url(self):
        return reverse("besoins:codage_question", args=[self.enquete.pk, self.question_du_code.pk])


class CodeCreateView(CodeEditionMixin):
    extra_context = {"titre": _("Nouveau thème"), "verbe": _("Ajouter le thème"), "code": None}

    @property
    def question_du_code(self):
        return self.question

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"instance": Code(question=self.question)}

    def agir(self, form):
        return ajouter_code(code=form.instance, par=self.request.user)


class CodeUpdateView(CodeEditionMixin):
    extra_context = {"titre": _("Modifier le thème"), "verbe": _("Enregistrer le thème")}

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"instance": self.code}

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs, code=self.code)

    def agir(self, form):
        return modifier_code(code=form.instance)


class CodeFusionnerView(CodeEditionMixin):
    form_class = FusionForm
    extra_context = {"titre": _("Fusionner deux thèmes"), "verbe": _("Fusionner les thèmes")}

    def post(self, request, *args, **kwargs):
        return _retour_si_disparu(self) or super().post(request, *args, **kwargs)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"code": self.code}

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs, code=self.code)

    def agir(self, form):
        return fusionner_codes(code=self.code, dans=form.cleaned_data["dans"])


class CodeSupprimerView(CodageMixin, ActeView, DetailView):
    template_name = "besoins/codage/supprimer.html"
    http_method_names = ["get", "head", "post", "options"]

    def get(self, request, *args, **kwargs):
        return self.render_to_response(self.get_context_data(code=self.code, textes=self.code.codages.count()))

    def post(self, request, *args, **kwargs):
        return _retour_si_disparu(self) or super().post(request, *args, **kwargs)

    def acte(self, enquete):
        supprimer_code(code=self.code)
        messages.success(self.request, _("Le thème est supprimé ; les textes restent lus."))

    def retour(self, enquete):
        return reverse("besoins:codage_question", args=[enquete.pk, self.code.question_id])


class SuggestionListView(CodageMixin, DetailView):
    """Words found together in several texts: a person makes a theme of them, or sets them aside."""

    template_name = "besoins/codage/suggestions.html"

    def get_context_data(self, **kwargs):
        lue = lecture_des_textes(self.question)
        trouvees = suggestions(self.question) if lue.permise else []
        formes = [
            (
                suggestion,
                SuggestionForm(auto_id=f"s{rang}_%s", initial={"mots": cle, "libelle": ", ".join(suggestion.mots)}),
                exemples,
            )
            for rang, (suggestion, cle, exemples) in enumerate(trouvees)
        ]
        return super().get_context_data(
            **kwargs, question=self.question, lecture=lue, suggestions=formes, limite=TEXTES_COMPARES
        )


class SuggestionDecisionView(CodageMixin, ActeView):
    form_class: type

    def acte(self, enquete):
        form = self.form_class(self.request.POST)
        if not form.is_valid():
            messages.error(self.request, _("Donnez un nom au thème, de 120 caractères au plus."))
            return
        self.decider(question=self.question, par=self.request.user, **form.cleaned_data)

    def retour(self, enquete):
        return reverse("besoins:suggestion_list", args=[enquete.pk, self.question.pk])


class SuggestionAccepterView(SuggestionDecisionView):
    form_class = SuggestionForm
    decider = staticmethod(accepter_suggestion)


class SuggestionEcarterView(SuggestionDecisionView):
    form_class = MotsForm
    decider = staticmethod(ecarter_suggestion)


def _retour_si_disparu(vue) -> HttpResponseRedirect | None:
    """A theme merged or removed a moment ago: back to the questions."""
    if Code.objects.filter(pk=vue.kwargs["code"], question__section__enquete=vue.enquete).exists():
        return None
    return HttpResponseRedirect(reverse("besoins:codage_list", args=[vue.enquete.pk]))

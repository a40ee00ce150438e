from django.contrib import messages
from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView

from academie.actions.regle import changer_regle, retirer_valeur
from academie.autorisations.vues import ActeView, FormulaireActeMixin, ProtegeeMixin
from academie.branchements.regle import effets
from academie.forms.regle import ChangerRegleForm, EssaiRegleForm
from academie.models import ValeurRegle
from academie.queries.regle import quantite, regle_lue, toutes_les_regles
from academie.regles import REGLES


class RegleListView(ProtegeeMixin, TemplateView):
    """Every delay, quota and threshold, its value today and the one that comes."""

    permission = "regle.voir"
    template_name = "academie/regle/list.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs, domaines=toutes_les_regles())


class RegleMixin(ProtegeeMixin):
    @cached_property
    def regle(self):
        lue = regle_lue(self.kwargs["cle"])
        if lue is None:
            raise Http404
        return lue

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs, regle=self.regle)


class RegleDetailView(RegleMixin, TemplateView):
    """The history of a rule; what is to come may be withdrawn."""

    permission = "regle.voir"
    template_name = "academie/regle/detail.html"


class RegleChangerView(RegleMixin, FormulaireActeMixin, FormView):
    """A value is tried by GET, which shows its effect on what is open; then decided, with a reason."""

    permission = "regle.changer"
    form_class = ChangerRegleForm
    template_name = "academie/regle/changer.html"
    extra_context = {"verbe": gettext_lazy("Confirmer ce changement")}

    @cached_property
    def ligne(self):
        return [ligne for ligne in REGLES if ligne.cle == self.regle.cle][-1]

    @cached_property
    def essai(self) -> EssaiRegleForm:
        return EssaiRegleForm(self.request.POST or self.request.GET or None, ligne=self.ligne, auto_id="essai_%s")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"ligne": self.ligne}

    def get_initial(self):
        return self.essai.cleaned_data if self.essai.is_valid() else {}

    def agir(self, form):
        changer_regle(cle=self.regle.cle, par=self.request.user, **form.cleaned_data)
        messages.success(
            self.request, _("C'est décidé. Vous pouvez retirer ce changement tant qu'il n'a pas commencé.")
        )

    def get_success_url(self):
        return reverse("regle_detail", args=[self.regle.cle])

    def get_context_data(self, **kwargs):
        essayee = self.essai.is_valid()
        return super().get_context_data(
            **kwargs,
            essai=self.essai,
            essayee=essayee,
            nouvelle=quantite(self.essai.cleaned_data["valeur"], self.ligne.unite) if essayee else "",
            effets=effets(self.essai.changement) if essayee else None,
        )


class RegleRetirerView(ActeView):
    permission = "regle.changer"
    model = ValeurRegle
    reussite = gettext_lazy("Ce changement est retiré : la valeur en vigueur continue.")

    def acte(self, objet):
        retirer_valeur(valeur=objet)

    def retour(self, objet):
        return reverse("regle_detail", args=[objet.cle])

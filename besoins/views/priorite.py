from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView, TemplateView

from academie.autorisations.vues import ActeView, FormulaireActeMixin, ProtegeeMixin
from besoins.actions.priorite import changer_poids, imposer_place, retirer_place
from besoins.forms.priorite import AppliquerPoidsForm, PlaceForm, PoidsForm
from besoins.models import Besoin, PlaceImposee, PoidsPriorite
from besoins.queries.priorite import conventions, effet_des_poids, place_de
from besoins.views.besoin import BesoinDecisionView


class PrioriteDetailView(ProtegeeMixin, TemplateView):
    """How the order is computed, with which weights, and every place that somebody imposed."""

    permission = "besoin.voir"
    template_name = "besoins/priorite/detail.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            **kwargs,
            poids=PoidsPriorite.objects.en_vigueur(),
            historique=PoidsPriorite.objects.select_related("par").order_by("-le", "-pk"),
            places=PlaceImposee.objects.select_related("besoin", "par", "retiree_par").order_by("-le", "-pk"),
            conventions=conventions(),
        )


class PoidsView(ProtegeeMixin, FormulaireActeMixin, FormView):
    """Weights are tried by GET, which shows the order that they make, then applied with a reason."""

    permission = "besoin.arbitrer"
    form_class = AppliquerPoidsForm
    template_name = "besoins/priorite/poids.html"

    @cached_property
    def essai(self) -> PoidsForm:
        actuels = PoidsPriorite.objects.en_vigueur().valeurs()
        return PoidsForm(self.request.GET or None, initial=actuels, auto_id="essai_%s")

    def get_initial(self):
        return self.essai.poids if self.essai.is_valid() else {}

    def get_context_data(self, **kwargs):
        effet = effet_des_poids(PoidsPriorite(**self.essai.poids)) if self.essai.is_valid() else None
        return super().get_context_data(**kwargs, essai=self.essai, effet=effet)

    def agir(self, form):
        return changer_poids(poids=form.poids, motif=form.cleaned_data["motif"], par=self.request.user)

    def get_success_url(self):
        return reverse("besoins:priorite_detail")


class PlaceImposerView(BesoinDecisionView):
    form_class = PlaceForm
    extra_context = {"titre": _("Imposer une place"), "verbe": _("Imposer cette place")}

    def get_initial(self):
        return {"place": place_de(self.object).rang}

    def agir(self, form):
        imposer_place(besoin=self.object, par=self.request.user, **form.cleaned_data)
        return self.object


class PlaceRetirerView(ActeView):
    permission = "besoin.arbitrer"
    model = Besoin
    reussite = _("Le besoin a retrouvé la place que donne le calcul.")

    def acte(self, besoin):
        return retirer_place(besoin=besoin, par=self.request.user)

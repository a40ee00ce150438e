from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView
from django.views.generic.detail import SingleObjectMixin

from academie.autorisations.vues import ActeView, FormulaireActeMixin, ProtegeeMixin
from besoins.actions.ponderation import peser_a_la_main, ponderer, recalculer_poids
from besoins.forms.ponderation import PoidsForm, PonderationForm
from besoins.models import Enquete
from besoins.queries.ponderation import etat_ponderation, reponses_a_peser


class PonderationMixin(ProtegeeMixin, SingleObjectMixin, FormulaireActeMixin, FormView):
    permission = "enquete.concevoir"
    model = Enquete
    context_object_name = "enquete"

    def dispatch(self, request, *args, **kwargs):
        self.object = None
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def enquete(self):
        return self.get_object()

    def get_context_data(self, **kwargs):
        self.object = self.enquete
        return super().get_context_data(**kwargs)

    def get_success_url(self):
        messages.success(self.request, self.reussite)
        return reverse("besoins:ponderation", args=[self.enquete.pk])


class PonderationView(PonderationMixin):
    """How the answers weigh, and what this makes of them."""

    template_name = "besoins/ponderation/page.html"
    form_class = PonderationForm
    reussite = _("Les réponses sont pesées.")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"enquete": self.enquete}

    def get_context_data(self, **kwargs):
        return super().get_context_data(etat_poids=etat_ponderation(self.enquete), **kwargs)

    def agir(self, form):
        choix = form.cleaned_data
        return ponderer(enquete=self.enquete, ponderation=choix["ponderation"], question=choix["ponderation_question"])


class PonderationRecalculerView(ActeView):
    permission = "enquete.concevoir"
    model = Enquete
    reussite = _("Les poids sont à jour.")

    def acte(self, enquete):
        recalculer_poids(enquete=enquete)

    def retour(self, enquete):
        return reverse("besoins:ponderation", args=[enquete.pk])


class PoidsView(PonderationMixin):
    """Weights by hand, fifty answers a page."""

    template_name = "besoins/ponderation/poids.html"
    form_class = PoidsForm
    par_page = 50
    reussite = _("Les poids de la page sont enregistrés.")

    @cached_property
    def page(self):
        if self.enquete.ponderation != Enquete.Ponderation.MAIN:
            raise Http404
        return Paginator(reponses_a_peser(self.enquete), self.par_page).get_page(self.request.GET.get("page"))

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"reponses": self.page.object_list}

    def get_context_data(self, **kwargs):
        return super().get_context_data(page_obj=self.page, **kwargs)

    def agir(self, form):
        return peser_a_la_main(enquete=self.enquete, poids=form.poids())

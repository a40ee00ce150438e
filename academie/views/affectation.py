from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView

from academie.actions.affectation import affecter, terminer_affectation
from academie.autorisations.vues import ActeView, FormulaireActeMixin, ProtegeeMixin
from academie.forms.affectation import AffectationForm
from academie.models import Affectation, Utilisateur


class AffectationCreateView(ProtegeeMixin, FormulaireActeMixin, FormView):
    permission = "affectation.gerer"
    form_class = AffectationForm
    template_name = "academie/affectation/form.html"

    @cached_property
    def personne(self):
        return get_object_or_404(Utilisateur, pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs, personne=self.personne)

    def agir(self, form):
        return affecter(utilisateur=self.personne, **form.cleaned_data)

    def get_success_url(self):
        return reverse("utilisateur_detail", args=[self.personne.pk])


class AffectationTerminerView(ActeView):
    permission = "affectation.gerer"
    model = Affectation
    reussite = _("L'affectation prend fin aujourd'hui.")

    def acte(self, objet):
        terminer_affectation(affectation=objet)

    def retour(self, objet):
        return reverse("utilisateur_detail", args=[objet.utilisateur_id])

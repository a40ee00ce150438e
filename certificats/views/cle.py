from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView, ListView
from django.views.generic.detail import SingleObjectMixin

from academie.autorisations.vues import ConfirmationView, FormulaireActeMixin, ProtegeeMixin
from certificats.actions.cle import compromettre_cle, tourner_cle
from certificats.forms.cle import CompromissionForm
from certificats.models import CleEmission
from certificats.queries.cle import cle_lue, cles_lues, signes_par, usages_sans_cle


class CleListView(ProtegeeMixin, ListView):
    """The keys that seal and sign: which one is at work, which were, what to do when one is no longer safe."""

    permission = "cle.gerer"
    model = CleEmission
    template_name = "certificats/cle/list.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(cles=cles_lues(), sans_cle=usages_sans_cle(), **kwargs)


class CleTournerView(ConfirmationView):
    permission = "cle.gerer"
    model = CleEmission
    template_name = "certificats/cle/tourner.html"
    reussite = _("Une nouvelle clé signe désormais. L'ancienne reste publiée : ce qu'elle a signé se vérifie toujours.")

    def get_context_data(self, **kwargs):
        return super().get_context_data(lue=cle_lue(self.object), signes=signes_par(self.object), **kwargs)

    def acte(self, cle):
        tourner_cle(cle=cle)


class CleCompromettreView(ProtegeeMixin, FormulaireActeMixin, SingleObjectMixin, FormView):
    permission = "cle.gerer"
    model = CleEmission
    form_class = CompromissionForm
    template_name = "certificats/cle/compromettre.html"
    object = None

    def get_context_data(self, **kwargs):
        cle = self.get_object()
        return super().get_context_data(lue=cle_lue(cle), signes=signes_par(cle), **kwargs)

    def agir(self, form):
        return compromettre_cle(cle=self.get_object(), depuis=form.cleaned_data["depuis"])

    def get_success_url(self):
        return self.object.get_absolute_url()

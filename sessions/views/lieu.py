from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from django.views.generic import CreateView, ListView, UpdateView

from academie.autorisations.vues import FormulaireActeMixin, ProtegeeMixin
from sessions.actions.lieu import enregistrer_lieu
from sessions.forms.lieu import LieuForm
from sessions.models import Lieu


class LieuListView(ProtegeeMixin, ListView):
    permission = "lieu.gerer"
    model = Lieu
    template_name = "sessions/lieu/list.html"
    paginate_by = 50

    def get_queryset(self):
        return super().get_queryset().select_related("commune__departement").order_by("nom", "pk")


class LieuEditionMixin(ProtegeeMixin, FormulaireActeMixin):
    permission = "lieu.gerer"
    model = Lieu
    form_class = LieuForm
    template_name = "sessions/lieu/form.html"
    success_url = reverse_lazy("sessions:lieu_list")

    def agir(self, form):
        return enregistrer_lieu(lieu=form.instance, par=self.request.user)


class LieuCreateView(LieuEditionMixin, CreateView):
    extra_context = {"verbe": _("Ajouter le lieu")}


class LieuUpdateView(LieuEditionMixin, UpdateView):
    extra_context = {"verbe": _("Enregistrer le lieu")}

from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.generic import CreateView, DetailView, ListView, UpdateView

from academie.autorisations.vues import FormulaireActeMixin, ProtegeeMixin
from sessions.actions.lieu import enregistrer_lieu
from sessions.forms.lieu import LieuFiltre, LieuForm
from sessions.models import Lieu
from sessions.queries.lieu import prochaines_occupations, url_de_la_carte


class LieuListView(ProtegeeMixin, ListView):
    permission = "lieu.gerer"
    model = Lieu
    template_name = "sessions/lieu/list.html"
    paginate_by = 50

    def get_queryset(self):
        lieux = super().get_queryset().select_related("commune__departement").order_by("nom", "pk")
        self.filtre = LieuFiltre(self.request.GET, queryset=lieux)
        return self.filtre.trouvees()

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs, filtre=self.filtre, filtres_actifs=self.filtre.filtres_actifs())


class LieuDetailView(ProtegeeMixin, DetailView):
    """A place, with what happens there next."""

    permission = "lieu.gerer"
    model = Lieu
    template_name = "sessions/lieu/detail.html"

    def get_queryset(self):
        return super().get_queryset().select_related("commune__departement")

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            **kwargs,
            carte=url_de_la_carte(self.object),
            occupations=prochaines_occupations(self.object, timezone.now()),
        )


class LieuEditionMixin(ProtegeeMixin, FormulaireActeMixin):
    permission = "lieu.gerer"
    model = Lieu
    form_class = LieuForm
    template_name = "sessions/lieu/form.html"

    def agir(self, form):
        return enregistrer_lieu(lieu=form.instance, par=self.request.user)


class LieuCreateView(LieuEditionMixin, CreateView):
    success_url = reverse_lazy("sessions:lieu_list")
    extra_context = {"verbe": _("Ajouter le lieu")}


class LieuUpdateView(LieuEditionMixin, UpdateView):
    extra_context = {"verbe": _("Enregistrer le lieu")}

"""What people need to come in good conditions: what to plan, never why."""

from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import ListView, UpdateView

from academie.autorisations.vues import FormulaireActeMixin, ProtegeeMixin
from sessions.actions.positionnement import prevoir_amenagement
from sessions.forms.amenagement import AmenagementFiltre, AmenagementForm
from sessions.models import Inscription
from sessions.queries.positionnement import amenagements


class AmenagementListView(ProtegeeMixin, ListView):
    """One's own, those of the sessions one gives, or all; never an employer's."""

    permission = "amenagement.voir"
    model = Inscription
    template_name = "sessions/amenagement/list.html"
    paginate_by = 25

    def get_queryset(self):
        inscriptions = amenagements(self.request.user).order_by("-session__debut", "pk")
        self.filtre = AmenagementFiltre(self.request.GET, queryset=inscriptions)
        return self.filtre.trouvees()

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs, filtre=self.filtre, filtres_actifs=self.filtre.filtres_actifs())


class AmenagementPrevoirView(ProtegeeMixin, FormulaireActeMixin, UpdateView):
    permission = "amenagement.prevoir"
    visible = "amenagement.voir"
    model = Inscription
    form_class = AmenagementForm
    context_object_name = "inscription"
    template_name = "sessions/amenagement/prevoir.html"
    extra_context = {"verbe": gettext_lazy("Enregistrer et prévenir la personne")}

    def get_queryset(self):
        return super().get_queryset().select_related("utilisateur", "session__version__programme")

    def agir(self, form):
        inscription = prevoir_amenagement(inscription=form.instance, prevu=form.cleaned_data["amenagement_prevu"])
        messages.success(self.request, _("C'est enregistré, la personne est prévenue."))
        return inscription

    def get_success_url(self):
        return reverse("sessions:amenagement_list")

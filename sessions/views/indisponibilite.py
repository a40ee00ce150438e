"""When trainers cannot come: their own page, and the gestionnaire's for all of them."""

from django.contrib import messages
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView, ListView

from academie.autorisations.vues import ActeView, FormulaireActeMixin, ProtegeeMixin
from sessions.actions.indisponibilite import declarer_indisponibilite, retirer_indisponibilite
from sessions.forms.indisponibilite import IndisponibiliteForm
from sessions.models import Indisponibilite
from sessions.queries.indisponibilite import PERMISSION


class IndisponibiliteListView(ProtegeeMixin, ListView):
    permission = PERMISSION
    model = Indisponibilite
    template_name = "sessions/indisponibilite/list.html"
    paginate_by = 50

    def get_queryset(self):
        a_venir = super().get_queryset().en_vigueur().filter(fin__gt=timezone.now())
        return a_venir.select_related("formateur").order_by("debut", "pk")


class IndisponibiliteCreateView(ProtegeeMixin, FormulaireActeMixin, FormView):
    permission = PERMISSION
    form_class = IndisponibiliteForm
    template_name = "sessions/indisponibilite/form.html"
    success_url = reverse_lazy("sessions:indisponibilite_list")
    extra_context = {"verbe": _("Déclarer l'indisponibilité")}

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"utilisateur": self.request.user}

    def agir(self, form):
        declaree = declarer_indisponibilite(formateur=form.cleaned_data["formateur"], **form.bornes())
        messages.success(self.request, _("L'indisponibilité est déclarée : rien ne sera planifié à ces dates."))
        return declaree


class IndisponibiliteRetirerView(ActeView):
    permission = PERMISSION
    model = Indisponibilite
    reussite = _("L'indisponibilité est retirée.")

    def acte(self, objet):
        retirer_indisponibilite(indisponibilite=objet)

from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from django.views.generic import CreateView, ListView, UpdateView

from academie.autorisations.vues import FormulaireActeMixin, ProtegeeMixin
from besoins.actions.financement import enregistrer_financement, financer_version
from besoins.forms.financement import FinancementForm, FinancerForm
from besoins.models import Financement
from besoins.views.programme import RedactionView


class FinancementListView(ProtegeeMixin, ListView):
    """Who pays for programmes."""

    permission = "programme.voir"
    model = Financement
    template_name = "besoins/financement/list.html"
    paginate_by = 50


class FinancementEditionMixin(ProtegeeMixin, FormulaireActeMixin):
    permission = "programme.rediger"
    model = Financement
    form_class = FinancementForm
    template_name = "besoins/financement/form.html"
    success_url = reverse_lazy("besoins:financement_list")

    def agir(self, form):
        return enregistrer_financement(financement=form.instance)

    def get_success_url(self):
        return self.success_url


class FinancementCreateView(FinancementEditionMixin, CreateView):
    extra_context = {"titre": _("Ajouter un financement"), "verbe": _("Ajouter le financement")}


class FinancementUpdateView(FinancementEditionMixin, UpdateView):
    extra_context = {"titre": _("Modifier un financement"), "verbe": _("Enregistrer le financement")}


class FinancerView(RedactionView):
    """Who pays for one version, and what a session of it costs."""

    form_class = FinancerForm
    extra_context = {"titre": _("Coût et financement"), "verbe": _("Enregistrer le coût et le financement")}
    reussite = _("Le coût et le financement sont enregistrés.")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"instance": self.version}

    def agir(self, form):
        contenu = form.cleaned_data | {"financements": list(form.cleaned_data["financements"])}
        return financer_version(version=self.version, par=self.request.user, lue=self.lue, **contenu)

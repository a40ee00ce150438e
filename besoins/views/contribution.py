from django.urls import reverse
from django.views.generic import CreateView, ListView

from academie.autorisations.vues import FormulaireActeMixin, ProtegeeMixin
from besoins.actions.contribution import proposer_besoin
from besoins.forms.contribution import ContributionForm
from besoins.models import Besoin
from besoins.queries.contribution import propositions_de
from besoins.queries.signal import signalements_de


class ContributionCreateView(ProtegeeMixin, FormulaireActeMixin, CreateView):
    permission = "besoin.proposer"
    model = Besoin
    form_class = ContributionForm
    template_name = "besoins/contribution/form.html"

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"utilisateur": self.request.user}

    def agir(self, form):
        return proposer_besoin(besoin=form.instance, par=self.request.user, structure=form.cleaned_data["structure"])

    def get_success_url(self):
        return f"{reverse('besoins:contribution_list')}#besoin-{self.object.pk}"


class ContributionListView(ProtegeeMixin, ListView):
    """What a person proposed and reported, and what became of it."""

    permission = "besoin.proposer"
    model = Besoin
    template_name = "besoins/contribution/list.html"
    context_object_name = "propositions"

    def get_queryset(self):
        return propositions_de(self.request.user)

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs, signalements=signalements_de(self.request.user))

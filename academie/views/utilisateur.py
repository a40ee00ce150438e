from django.urls import reverse_lazy
from django.views.generic import DetailView, ListView, UpdateView

from academie.actions.utilisateur import modifier_compte
from academie.autorisations.vues import FormulaireActeMixin, ProtegeeMixin
from academie.forms.utilisateur import CompteForm
from academie.models import Utilisateur
from academie.queries.fusion import fusions_de, provenances_de
from academie.queries.message import adresses_en_erreur
from academie.queries.utilisateur import lignes


class CompteView(ProtegeeMixin, FormulaireActeMixin, UpdateView):
    """My account: how I am named, where I work, my roles, my password."""

    permission = "compte.gerer"
    form_class = CompteForm
    template_name = "academie/utilisateur/compte.html"
    success_url = reverse_lazy("compte")

    def get_object(self, queryset=None):
        return Utilisateur.objects.select_related("territoire").get(pk=self.request.user.pk)

    def agir(self, form):
        return modifier_compte(utilisateur=self.request.user, **form.cleaned_data)


class UtilisateurListView(ProtegeeMixin, ListView):
    permission = "affectation.gerer"
    model = Utilisateur
    template_name = "academie/utilisateur/list.html"
    paginate_by = 50

    def get_queryset(self):
        return super().get_queryset().nommes(self.request.GET.get("q", ""))

    def get_context_data(self, **kwargs):
        contexte = super().get_context_data(**kwargs)
        return contexte | {"lignes": lignes(contexte["page_obj"].object_list)}


class UtilisateurDetailView(ProtegeeMixin, DetailView):
    permission = "affectation.gerer"
    model = Utilisateur
    template_name = "academie/utilisateur/detail.html"
    context_object_name = "personne"

    def get_context_data(self, **kwargs):
        affectations = self.object.affectations.select_related("structure")
        retour = adresses_en_erreur([self.object.email]).get(self.object.email)
        return super().get_context_data(
            **kwargs,
            affectations=affectations,
            retour=retour,
            fusions=fusions_de(self.object),
            provenances=provenances_de(self.object),
        )

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import CreateView, DetailView, ListView, UpdateView

from academie.autorisations.vues import FormulaireActeMixin, ProtegeeMixin
from sessions.actions.amelioration import (
    abandonner_amelioration,
    faire_amelioration,
    modifier_amelioration,
    prevoir_amelioration,
    verifier_amelioration,
)
from sessions.forms.amelioration import AbandonnerForm, AmeliorationFiltre, AmeliorationForm, FaireForm, VerifierForm
from sessions.models import Amelioration

LIEES = ("responsable", "cree_par", "reclamation", "session__version__programme", "programme")


class AmeliorationListView(ProtegeeMixin, ListView):
    permission = "amelioration.voir"
    model = Amelioration
    template_name = "sessions/amelioration/list.html"
    paginate_by = 25

    def get_queryset(self):
        actions = super().get_queryset().select_related("responsable").order_by("echeance", "pk")
        self.filtre = AmeliorationFiltre(self.request.GET, queryset=actions)
        return self.filtre.trouvees()

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs, filtre=self.filtre, filtres_actifs=self.filtre.filtres_actifs())


class AmeliorationDetailView(ProtegeeMixin, DetailView):
    permission = "amelioration.voir"
    model = Amelioration
    template_name = "sessions/amelioration/detail.html"
    context_object_name = "amelioration"

    def get_queryset(self):
        return super().get_queryset().select_related(*LIEES)


class AmeliorationCreateView(ProtegeeMixin, FormulaireActeMixin, CreateView):
    """What it comes from may be given by the page one comes from."""

    permission = "amelioration.gerer"
    model = Amelioration
    form_class = AmeliorationForm
    template_name = "sessions/amelioration/form.html"
    extra_context = {"titre": _("Prévoir une amélioration"), "verbe": _("Prévoir l'action")}

    def get_initial(self):
        donnes = {
            nom: self.request.GET[nom] for nom in ("origine", "reclamation", "session") if nom in self.request.GET
        }
        return super().get_initial() | {"responsable": self.request.user.pk} | donnes

    def agir(self, form):
        return prevoir_amelioration(amelioration=form.instance, par=self.request.user, cle=form.cleaned_data["cle"])

    def get_success_url(self):
        return self.object.get_absolute_url()


class ActeAmeliorationView(ProtegeeMixin, FormulaireActeMixin, UpdateView):
    permission = "amelioration.gerer"
    visible = "amelioration.voir"
    model = Amelioration
    context_object_name = "amelioration"
    template_name = "sessions/amelioration/form.html"

    def get_success_url(self):
        return reverse("sessions:amelioration_detail", args=[self.kwargs["pk"]])


class AmeliorationUpdateView(ActeAmeliorationView):
    form_class = AmeliorationForm
    extra_context = {"titre": _("Modifier l'action"), "verbe": _("Enregistrer")}

    def agir(self, form):
        return modifier_amelioration(amelioration=form.instance)


class AmeliorationFaireView(ActeAmeliorationView):
    form_class = FaireForm
    extra_context = {"titre": _("Dire que l'action est faite"), "verbe": _("C'est fait")}

    def agir(self, form):
        return faire_amelioration(amelioration=self.object, **form.cleaned_data)


class AmeliorationVerifierView(ActeAmeliorationView):
    form_class = VerifierForm
    extra_context = {"titre": _("Vérifier l'effet de l'action"), "verbe": _("Enregistrer l'effet")}

    def agir(self, form):
        return verifier_amelioration(amelioration=self.object, **form.cleaned_data)


class AmeliorationAbandonnerView(ActeAmeliorationView):
    form_class = AbandonnerForm
    extra_context = {"titre": _("Abandonner l'action"), "verbe": _("Abandonner l'action")}

    def agir(self, form):
        return abandonner_amelioration(amelioration=self.object, **form.cleaned_data)

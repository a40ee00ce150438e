"""The tasks of a session, ticked or put aside; the models that each session begins with."""

from django.http import HttpResponseRedirect
from django.utils.translation import gettext_lazy as _
from django.views.generic import CreateView, ListView, UpdateView

from academie.autorisations.vues import ActeView, ConfirmationView, FormulaireActeMixin, ProtegeeMixin
from sessions.actions.tache import (
    cocher_tache,
    ecarter_tache,
    enregistrer_modele,
    proposer_modeles,
    reprendre_tache,
    retirer_modele,
)
from sessions.forms.tache import EcarterTacheForm, ModeleTacheForm
from sessions.models import ModeleTache, Tache
from sessions.queries.tache import modeles_par_programme


class TacheCocherView(ActeView):
    permission = "session.planifier"
    model = Tache

    def acte(self, objet):
        return cocher_tache(tache=objet, par=self.request.user)

    def retour(self, objet):
        return f"{objet.get_absolute_url()}#taches"


class TacheReprendreView(TacheCocherView):
    def acte(self, objet):
        return reprendre_tache(tache=objet, par=self.request.user)


class TacheEcarterView(ProtegeeMixin, FormulaireActeMixin, UpdateView):
    permission = "session.planifier"
    model = Tache
    form_class = EcarterTacheForm
    template_name = "sessions/tache/ecarter.html"
    context_object_name = "tache"
    extra_context = {"verbe": _("Écarter la tâche")}

    def get_queryset(self):
        return super().get_queryset().select_related("session__version__programme")

    def agir(self, form):
        return ecarter_tache(tache=self.object, motif=form.cleaned_data["motif"], par=self.request.user)


class ModeleTacheListView(ProtegeeMixin, ListView):
    """Every model; a button writes the list proposed, while there is none."""

    permission = "session.planifier"
    model = ModeleTache
    template_name = "sessions/tache/list.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs, groupes=modeles_par_programme())

    def post(self, request, *args, **kwargs):
        proposer_modeles(par=request.user)
        return HttpResponseRedirect(request.path)


class ModeleTacheFormMixin(ProtegeeMixin, FormulaireActeMixin):
    permission = "session.planifier"
    model = ModeleTache
    form_class = ModeleTacheForm
    template_name = "sessions/tache/form.html"
    extra_context = {"verbe": _("Enregistrer")}

    def agir(self, form):
        return enregistrer_modele(modele=form.save(commit=False), par=self.request.user)


class ModeleTacheCreateView(ModeleTacheFormMixin, CreateView):
    pass


class ModeleTacheUpdateView(ModeleTacheFormMixin, UpdateView):
    context_object_name = "modele"


class ModeleTacheRetirerView(ConfirmationView):
    permission = "session.planifier"
    model = ModeleTache
    template_name = "sessions/tache/retirer.html"
    context_object_name = "modele"

    def acte(self, objet):
        retirer_modele(modele=objet, par=self.request.user)

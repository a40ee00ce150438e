"""The posts of a person, by themselves or by the référent of their structure."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import CreateView, FormView, ListView, UpdateView, View
from django.views.generic.detail import SingleObjectMixin

from academie.autorisations.vues import FormulaireActeMixin, ProtegeeMixin
from academie.models import Utilisateur
from certificats.actions.poste import corriger_poste, declarer_poste, retirer_poste, terminer_poste
from certificats.forms.poste import FinPosteForm, PosteForm
from certificats.models import Poste
from certificats.queries.formation import formations_de
from certificats.queries.poste import postes_de, rattachement_de


class PosteListView(ProtegeeMixin, ListView):
    permission = "poste.gerer"
    model = Poste
    template_name = "certificats/poste/list.html"
    extra_context = {"onglet": "postes"}

    def get_queryset(self):
        return postes_de(self.request.user)

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs, formations=formations_de(self.request.user))


class PosteEditionMixin(ProtegeeMixin, FormulaireActeMixin):
    permission = "poste.gerer"
    model = Poste
    form_class = PosteForm
    template_name = "certificats/poste/form.html"
    success_url = reverse_lazy("certificats:poste_list")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"lecteur": self.request.user}


class PosteCreateView(PosteEditionMixin, CreateView):
    extra_context = {"objet": _("Ajouter un poste"), "verbe": _("Ajouter ce poste")}

    def agir(self, form):
        form.instance.utilisateur = self.request.user
        return declarer_poste(poste=form.instance, par=self.request.user)


class PosteUpdateView(PosteEditionMixin, UpdateView):
    extra_context = {"objet": _("Corriger un poste"), "verbe": _("Enregistrer le poste")}

    def agir(self, form):
        return corriger_poste(poste=form.instance)


class PosteDeclarerView(ProtegeeMixin, FormulaireActeMixin, SingleObjectMixin, FormView):
    """The référent writes the post of somebody of the team."""

    permission = "poste.declarer"
    model = Utilisateur
    form_class = PosteForm
    template_name = "certificats/poste/declarer.html"
    object = None

    @cached_property
    def personne(self) -> Utilisateur:
        return self.get_object()

    def get_form_kwargs(self):
        instance = Poste(utilisateur=self.personne, structure=self.request.user.structure)
        return super().get_form_kwargs() | {"lecteur": self.request.user, "instance": instance}

    def get_context_data(self, **kwargs):
        return super().get_context_data(personne=self.personne, **kwargs)

    def agir(self, form):
        return declarer_poste(poste=form.instance, par=self.request.user)

    def get_success_url(self):
        messages.success(self.request, gettext("Le poste est noté ; la personne en est prévenue."))
        return self.request.path


class PosteTerminerView(ProtegeeMixin, FormulaireActeMixin, SingleObjectMixin, FormView):
    permission = "poste.gerer"
    model = Poste
    form_class = FinPosteForm
    template_name = "certificats/poste/terminer.html"
    success_url = reverse_lazy("certificats:poste_list")
    object = None

    @cached_property
    def poste(self) -> Poste:
        return self.get_object()

    def get_initial(self):
        return {"fin": self.poste.fin or timezone.localdate()}

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"rattachement": rattachement_de(self.poste)}

    def get_context_data(self, **kwargs):
        return super().get_context_data(poste=self.poste, **kwargs)

    def agir(self, form):
        return terminer_poste(poste=self.poste, **form.cleaned_data)


class PosteRetirerView(ProtegeeMixin, View):
    """Twice is once: the second time there is no post any more."""

    permission = "poste.gerer"
    http_method_names = ["post", "options"]

    def post(self, request, pk):
        retirer_poste(poste=pk, utilisateur=request.user)
        return HttpResponseRedirect(reverse("certificats:poste_list"))

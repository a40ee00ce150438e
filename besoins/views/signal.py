from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import CreateView, DetailView, FormView, ListView, UpdateView
from django.views.generic.detail import SingleObjectMixin

from academie.autorisations.vues import ActeView, FormulaireActeMixin, ProtegeeMixin
from academie.champs.facettes import FacettesMixin
from besoins.actions.corroboration import rapprocher_signaux, separer_signal
from besoins.actions.preuve import deriver_besoin_de_signal
from besoins.actions.signal import (
    creer_signal,
    ecarter_signal,
    enregistrer_source,
    modifier_signal,
    noter_signal,
    proposer_signal,
    reprendre_signal,
)
from besoins.forms.signal import (
    EcartForm,
    NoteForm,
    RapprochementForm,
    RechercheMotsForm,
    RechercheSignauxForm,
    SignalForm,
    SignalProposeForm,
)
from besoins.models import Signal
from besoins.queries.signal import candidats_au_meme_fait, dossier, signaux_trouves


class SignalListView(ProtegeeMixin, FacettesMixin, ListView):
    permission = "signal.voir"
    model = Signal
    facettes = RechercheSignauxForm
    template_name = "besoins/signal/list.html"
    paginate_by = 25

    def get_queryset(self):
        signaux = signaux_trouves(super().get_queryset(), utilisateur=self.request.user, **self.criteres)
        return signaux.select_related("source", "territoire").avec_sources()


class SignalDetailView(ProtegeeMixin, DetailView):
    permission = "signal.voir"
    model = Signal
    template_name = "besoins/signal/detail.html"
    context_object_name = "signal"

    def get_queryset(self):
        return super().get_queryset().select_related("source", "territoire", "structure", "propose_par", "ecarte_par")

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs, dossier=dossier(self.object, self.request.user))


class SignalEditionMixin(ProtegeeMixin, FormulaireActeMixin):
    permission = "signal.noter"
    model = Signal
    form_class = SignalForm
    template_name = "besoins/signal/form.html"

    def nommer_source(self, form):
        if nom := form.cleaned_data["nouvelle_source"]:
            form.instance.source = enregistrer_source(nom=nom, genre=form.cleaned_data["genre_source"])


class SignalCreateView(SignalEditionMixin, CreateView):
    extra_context = {"titre": _("Nouveau signal"), "verbe": _("Enregistrer le signal")}

    def agir(self, form):
        self.nommer_source(form)
        meme_fait_que = form.cleaned_data.get("meme_fait_que")
        return creer_signal(signal=form.instance, par=self.request.user, meme_fait_que=meme_fait_que)


class SignalUpdateView(SignalEditionMixin, UpdateView):
    extra_context = {"titre": _("Modifier le signal"), "verbe": _("Enregistrer le signal")}

    def agir(self, form):
        self.nommer_source(form)
        return modifier_signal(signal=form.instance)


class SignalFormulaireView(ProtegeeMixin, FormulaireActeMixin, SingleObjectMixin, FormView):
    """A form about one signal."""

    permission = "signal.noter"
    model = Signal
    context_object_name = "signal"

    @cached_property
    def object(self):
        return self.get_object()

    def get_queryset(self):
        return super().get_queryset().select_related("source")

    def get_success_url(self):
        return self.object.get_absolute_url()


class SignalNoterView(SignalFormulaireView):
    """One's own rating; nothing of the others' shows here."""

    form_class = NoteForm
    template_name = "besoins/signal/noter.html"

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"instance": self.object.cotations.filter(par=self.request.user).first()}

    def agir(self, form):
        return noter_signal(signal=self.object, **form.cleaned_data, par=self.request.user)


class SignalEcarterView(SignalFormulaireView):
    form_class = EcartForm
    template_name = "besoins/signal/ecarter.html"

    def agir(self, form):
        return ecarter_signal(signal=self.object, **form.cleaned_data, par=self.request.user)


class SignalReprendreView(ActeView):
    permission = "signal.noter"
    model = Signal
    reussite = _("Le signal est de nouveau avec les autres.")

    def acte(self, signal):
        return reprendre_signal(signal=signal)


class SignalRapprocherView(SignalFormulaireView):
    """Which other signal tells the same fact: look-alikes first, or those found by their words."""

    form_class = RapprochementForm
    template_name = "besoins/signal/rapprocher.html"

    @cached_property
    def recherche(self):
        recherche = RechercheMotsForm(self.request.GET)
        recherche.is_valid()
        return recherche

    def get_form_kwargs(self):
        mots = self.recherche.cleaned_data.get("q", "")
        return super().get_form_kwargs() | {
            "candidats": candidats_au_meme_fait(self.object, mots, self.request.POST.get("autre"))
        }

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs, recherche=self.recherche)

    def agir(self, form):
        return rapprocher_signaux(signal=self.object, autre=form.cleaned_data["autre"], par=self.request.user)


class SignalSeparerView(ActeView):
    permission = "signal.noter"
    model = Signal
    reussite = _("Le signal ne confirme plus les autres, et les autres ne le confirment plus.")

    def acte(self, signal):
        return separer_signal(signal=signal)


class SignalDeriverView(ActeView):
    """One click from a signal rated and corroborated to a need."""

    permission = "besoin.arbitrer"
    model = Signal
    reussite = _("Le besoin est là, avec ce signal pour preuve. Qualifiez-le, puis retenez-le ou écartez-le.")

    def acte(self, signal):
        return deriver_besoin_de_signal(signal=signal, par=self.request.user)


class SignalProposerView(ProtegeeMixin, FormulaireActeMixin, CreateView):
    """What somebody in the field saw, in a minute."""

    permission = "signal.proposer"
    model = Signal
    form_class = SignalProposeForm
    template_name = "besoins/signal/proposer.html"

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"utilisateur": self.request.user}

    def agir(self, form):
        structure = form.cleaned_data["structure"]
        return proposer_signal(signal=form.instance, par=self.request.user, structure=structure)

    def get_success_url(self):
        return f"{reverse('besoins:contribution_list')}#signalement-{self.object.pk}"

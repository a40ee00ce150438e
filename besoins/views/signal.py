from django.utils.translation import gettext_lazy as _
from django.views.generic import CreateView, DetailView, ListView, UpdateView

from academie.autorisations.vues import ActeView, FormulaireActeMixin, ProtegeeMixin
from besoins.actions.preuve import deriver_besoin_de_signal
from besoins.actions.signal import creer_signal, enregistrer_source, modifier_signal, noter_signal
from besoins.forms.signal import NoteForm, RechercheSignauxForm, SignalForm
from besoins.models import Signal
from besoins.queries.signal import signaux_trouves
from besoins.views.facettes import FacettesMixin


class SignalListView(ProtegeeMixin, FacettesMixin, ListView):
    permission = "signal.voir"
    model = Signal
    facettes = RechercheSignauxForm
    template_name = "besoins/signal/list.html"
    paginate_by = 25

    def get_queryset(self):
        return signaux_trouves(super().get_queryset(), **self.criteres)


class SignalDetailView(ProtegeeMixin, DetailView):
    permission = "signal.voir"
    model = Signal
    template_name = "besoins/signal/detail.html"
    context_object_name = "signal"

    def get_queryset(self):
        return super().get_queryset().select_related("source").prefetch_related("preuves__besoin")


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
        return creer_signal(signal=form.instance)


class SignalUpdateView(SignalEditionMixin, UpdateView):
    extra_context = {"titre": _("Modifier le signal"), "verbe": _("Enregistrer le signal")}

    def agir(self, form):
        self.nommer_source(form)
        return modifier_signal(signal=form.instance)


class SignalNoterView(ProtegeeMixin, FormulaireActeMixin, UpdateView):
    permission = "signal.noter"
    model = Signal
    form_class = NoteForm
    template_name = "besoins/signal/noter.html"
    context_object_name = "signal"

    def agir(self, form):
        return noter_signal(signal=form.instance, **form.cleaned_data, par=self.request.user)


class SignalDeriverView(ActeView):
    """One click from a rated signal to a need."""

    permission = "besoin.arbitrer"
    model = Signal
    reussite = _("Le besoin est là, avec ce signal pour preuve. Qualifiez-le, puis retenez-le ou écartez-le.")

    def acte(self, signal):
        return deriver_besoin_de_signal(signal=signal, par=self.request.user)

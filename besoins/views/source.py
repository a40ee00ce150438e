from django.contrib import messages
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext_lazy as _
from django.views.generic import CreateView, ListView, UpdateView

from academie.autorisations.vues import ActeView, FormulaireActeMixin, ProtegeeMixin
from besoins.actions.source import creer_source, modifier_source, reprendre_source, suspendre_source
from besoins.forms.source import SourceForm
from besoins.models import SourceVeille
from besoins.queries.veille import sources_suivies
from besoins.tasks.veille import programmer_releve


class SourceListView(ProtegeeMixin, ListView):
    permission = "signal.voir"
    model = SourceVeille
    template_name = "besoins/source/list.html"
    paginate_by = 50

    def get_queryset(self):
        return sources_suivies(super().get_queryset())


class SourceEditionMixin(ProtegeeMixin, FormulaireActeMixin):
    permission = "signal.noter"
    model = SourceVeille
    form_class = SourceForm
    template_name = "besoins/source/form.html"
    success_url = reverse_lazy("besoins:source_list")


class SourceCreateView(SourceEditionMixin, CreateView):
    extra_context = {"titre": _("Nouvelle source"), "verbe": _("Ajouter la source")}

    def agir(self, form):
        return creer_source(source=form.instance)


class SourceUpdateView(SourceEditionMixin, UpdateView):
    extra_context = {"titre": _("Modifier la source"), "verbe": _("Enregistrer la source")}

    def agir(self, form):
        return modifier_source(source=form.instance)


class SourceActeView(ActeView):
    permission = "signal.noter"
    model = SourceVeille

    def retour(self, source):
        return f"{reverse('besoins:source_list')}#source-{source.pk}"


class SourceSuspendreView(SourceActeView):
    reussite = _("Ce flux n'est plus relevé. Ce qui a été lu reste.")

    def acte(self, source):
        return suspendre_source(source=source)


class SourceReprendreView(SourceActeView):
    reussite = _("Ce flux sera relevé de nouveau.")

    def acte(self, source):
        return reprendre_source(source=source)


class SourceReleverView(SourceActeView):
    """Ask for a reading now: the worker fetches, this page does not wait."""

    def acte(self, source):
        demandee = programmer_releve(source)
        phrase = _("Le flux va être lu dans un instant : rechargez cette page.")
        messages.info(self.request, phrase if demandee else _("La lecture de ce flux est déjà demandée."))

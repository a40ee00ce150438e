from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import CreateView, DetailView, FormView, ListView, UpdateView
from django.views.generic.detail import SingleObjectMixin

from academie.autorisations.vues import ActeView, ConfirmationView, FormulaireActeMixin, ProtegeeMixin
from certificats.actions.fiche_poste import (
    exiger_competence,
    modifier_fiche,
    nouvelle_version_fiche,
    publier_fiche,
    rediger_fiche,
    retirer_exigence,
)
from certificats.forms.fiche_poste import ExigenceForm, FichePosteForm
from certificats.models import FichePoste
from certificats.queries.fiche_poste import exigences_lisibles, fiches_lisibles, personnes_qui_visent, versions_de


class FichePosteListView(ProtegeeMixin, ListView):
    permission = "fiche_poste.voir"
    model = FichePoste
    template_name = "certificats/fiche_poste/list.html"
    paginate_by = 50

    def get_queryset(self):
        return fiches_lisibles().autorises(self.request.user, self.permission)


class FichePosteDetailView(ProtegeeMixin, DetailView):
    permission = "fiche_poste.voir"
    model = FichePoste
    template_name = "certificats/fiche_poste/detail.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            exigences=exigences_lisibles(self.object), versions=versions_de(self.object), **kwargs
        )


class FichePosteEditionMixin(ProtegeeMixin, FormulaireActeMixin):
    permission = "fiche_poste.gerer"
    model = FichePoste
    form_class = FichePosteForm
    template_name = "certificats/fiche_poste/form.html"

    def get_success_url(self):
        return self.object.get_absolute_url()


class FichePosteCreateView(FichePosteEditionMixin, CreateView):
    extra_context = {"verbe": _("Créer le brouillon")}

    def agir(self, form):
        return rediger_fiche(fiche=form.instance)


class FichePosteUpdateView(FichePosteEditionMixin, UpdateView):
    extra_context = {"verbe": _("Enregistrer la fiche")}

    def agir(self, form):
        return modifier_fiche(fiche=self.object, **form.cleaned_data)


class FichePostePublierView(ConfirmationView):
    permission = "fiche_poste.gerer"
    model = FichePoste
    template_name = "certificats/fiche_poste/publier.html"
    reussite = _("La fiche est publiée : chaque personne peut la viser.")

    def acte(self, fiche):
        return publier_fiche(fiche=fiche)

    def get_context_data(self, **kwargs):
        return super().get_context_data(personnes=personnes_qui_visent(self.object), **kwargs)


class FichePosteNouvelleVersionView(ActeView):
    permission = "fiche_poste.gerer"
    model = FichePoste

    def acte(self, fiche):
        return nouvelle_version_fiche(fiche=fiche)


class ExigenceCreateView(ProtegeeMixin, FormulaireActeMixin, SingleObjectMixin, FormView):
    permission = "fiche_poste.gerer"
    model = FichePoste
    form_class = ExigenceForm
    template_name = "certificats/fiche_poste/exigence.html"
    object = None

    @cached_property
    def fiche(self) -> FichePoste:
        return self.get_object()

    def agir(self, form):
        return exiger_competence(fiche=self.fiche, **form.cleaned_data).fiche

    def get_context_data(self, **kwargs):
        return super().get_context_data(fiche=self.fiche, **kwargs)

    def get_success_url(self):
        return self.object.get_absolute_url()


class ExigenceRetirerView(ActeView):
    permission = "fiche_poste.gerer"
    model = FichePoste

    def acte(self, fiche):
        return retirer_exigence(fiche=fiche, exigence=self.kwargs["exigence"])

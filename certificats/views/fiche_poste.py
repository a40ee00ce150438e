from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import CreateView, DetailView, FormView, ListView, UpdateView
from django.views.generic.detail import SingleObjectMixin

from academie.autorisations.table import Role
from academie.autorisations.vues import ActeView, ConfirmationView, FormulaireActeMixin, ProtegeeMixin
from certificats.actions.fiche_poste import (
    adapter_fiche,
    exiger_competence,
    modifier_fiche,
    ne_pas_pratiquer,
    nouvelle_version_fiche,
    publier_fiche,
    rediger_fiche,
    retirer_exigence,
    retirer_fiche,
)
from certificats.forms.fiche_poste import AdapterForm, ExigenceForm, FichePosteForm, NonPratiqueeForm
from certificats.models import FichePoste
from certificats.queries.comparaison import comparer
from certificats.queries.fiche_poste import (
    adaptations_de,
    exigences_lisibles,
    fiches_lisibles,
    personnes_qui_tiennent,
    personnes_qui_visent,
    versions_de,
)


class FichePosteListView(ProtegeeMixin, ListView):
    permission = "fiche_poste.voir"
    model = FichePoste
    template_name = "certificats/fiche_poste/list.html"
    paginate_by = 50

    def get_queryset(self):
        return fiches_lisibles(self.request.user).autorises(self.request.user, self.permission)


class FichePosteDetailView(ProtegeeMixin, DetailView):
    permission = "fiche_poste.voir"
    model = FichePoste
    template_name = "certificats/fiche_poste/detail.html"

    def get_queryset(self):
        return super().get_queryset().select_related("structure", "nationale")

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            exigences=exigences_lisibles(self.object),
            versions=versions_de(self.object),
            adaptations=adaptations_de(self.object),
            viseurs=personnes_qui_visent(self.object),
            titulaires=personnes_qui_tiennent(self.object),
            redigeable=self.request.user.has_perm("fiche_poste.rediger", self.object),
            **kwargs,
        )


class FichePosteComparerView(ProtegeeMixin, DetailView):
    """From another sheet to this one."""

    permission = "fiche_poste.voir"
    model = FichePoste
    template_name = "certificats/fiche_poste/comparer.html"

    def get_context_data(self, **kwargs):
        avant = get_object_or_404(FichePoste.objects.select_related("structure"), pk=self.kwargs["avec"])
        return super().get_context_data(avant=avant, comparaison=comparer(avant, self.object), **kwargs)


class FichePosteEditionMixin(ProtegeeMixin, FormulaireActeMixin):
    model = FichePoste
    form_class = FichePosteForm
    template_name = "certificats/fiche_poste/form.html"

    def get_success_url(self):
        return self.object.get_absolute_url()


class FichePosteCreateView(FichePosteEditionMixin, CreateView):
    permission = "fiche_poste.gerer"
    extra_context = {"verbe": _("Créer le brouillon")}

    def agir(self, form):
        return rediger_fiche(fiche=form.instance)


class FichePosteUpdateView(FichePosteEditionMixin, UpdateView):
    permission = "fiche_poste.rediger"
    extra_context = {"verbe": _("Enregistrer la fiche")}

    def agir(self, form):
        return modifier_fiche(fiche=self.object, **form.cleaned_data)


class FichePostePublierView(ConfirmationView):
    permission = "fiche_poste.rediger"
    model = FichePoste
    template_name = "certificats/fiche_poste/publier.html"
    reussite = _("La fiche est publiée : chaque personne peut la viser.")

    def acte(self, fiche):
        return publier_fiche(fiche=fiche)

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            personnes=personnes_qui_visent(self.object),
            adaptations=adaptations_de(self.object).filter(etat=FichePoste.Etat.PUBLIEE).count(),
            **kwargs,
        )


class FichePosteRetirerView(ConfirmationView):
    permission = "fiche_poste.rediger"
    model = FichePoste
    template_name = "certificats/fiche_poste/retirer.html"
    reussite = _("La fiche est retirée : personne ne peut plus la choisir.")

    def acte(self, fiche):
        return retirer_fiche(fiche=fiche)

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            viseurs=personnes_qui_visent(self.object), titulaires=personnes_qui_tiennent(self.object), **kwargs
        )


class FichePosteNouvelleVersionView(ActeView):
    permission = "fiche_poste.rediger"
    model = FichePoste

    def acte(self, fiche):
        return nouvelle_version_fiche(fiche=fiche)


class FichePosteActeView(ProtegeeMixin, FormulaireActeMixin, SingleObjectMixin, FormView):
    """A form about a sheet."""

    permission = "fiche_poste.rediger"
    model = FichePoste
    object = None

    @cached_property
    def fiche(self) -> FichePoste:
        return self.get_object()

    def get_context_data(self, **kwargs):
        return super().get_context_data(fiche=self.fiche, **kwargs)

    def get_success_url(self):
        return self.object.get_absolute_url()


class FichePosteAdapterView(FichePosteActeView):
    """A référent begins the sheet of their structure from a national one."""

    permission = "fiche_poste.adapter"
    model = None  # no sheet is the structure's yet
    form_class = AdapterForm
    template_name = "certificats/fiche_poste/adapter.html"

    def get_object(self, queryset=None):
        return get_object_or_404(FichePoste.objects.publiees().filter(structure=None), pk=self.kwargs["pk"])

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"structures": self.request.user.structures_comme(Role.REFERENT)}

    def agir(self, form):
        return adapter_fiche(nationale=self.fiche, **form.cleaned_data)


class ExigenceCreateView(FichePosteActeView):
    form_class = ExigenceForm
    template_name = "certificats/fiche_poste/exigence.html"

    def agir(self, form):
        return exiger_competence(fiche=self.fiche, **form.cleaned_data).fiche


class ExigenceNonPratiqueeView(FichePosteActeView):
    form_class = NonPratiqueeForm
    template_name = "certificats/fiche_poste/non_pratiquee.html"

    @cached_property
    def exigence(self):
        return get_object_or_404(self.fiche.exigences.select_related("competence"), pk=self.kwargs["exigence"])

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"instance": self.exigence}

    def get_context_data(self, **kwargs):
        return super().get_context_data(exigence=self.exigence, **kwargs)

    def agir(self, form):
        return ne_pas_pratiquer(fiche=self.fiche, exigence=self.exigence.pk, motif=form.cleaned_data["non_pratiquee"])


class ExigenceRetirerView(ActeView):
    permission = "fiche_poste.rediger"
    model = FichePoste

    def acte(self, fiche):
        return retirer_exigence(fiche=fiche, exigence=self.kwargs["exigence"])

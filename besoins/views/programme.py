from django.contrib import messages
from django.http import HttpResponseRedirect
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import DetailView, FormView, ListView
from django.views.generic.detail import SingleObjectMixin

from academie.autorisations.vues import ActeView, FormulaireActeMixin, ProtegeeMixin
from academie.champs.facettes import FacettesMixin
from academie.regles import Refus
from besoins.actions.programme import (
    choisir_besoins,
    exiger_brouillon,
    modifier_version,
    nouvelle_version_programme,
    rediger_programme,
)
from besoins.forms.programme import BesoinsForm, FiltreAtelierForm, ProgrammeForm, VersionForm
from besoins.models import Besoin, Presence, VersionProgramme
from besoins.queries.catalogue import besoins_publies, fiche
from besoins.queries.dossier import dossier
from besoins.queries.programme import avec_contenu, besoins_sans_programme, versions_trouvees
from besoins.queries.publication import atelier
from besoins.views.redaction import ConflitMixin


class ProgrammeListView(ProtegeeMixin, FacettesMixin, ListView):
    permission = "programme.voir"
    model = VersionProgramme
    facettes = FiltreAtelierForm
    template_name = "besoins/programme/list.html"
    paginate_by = 25

    def get_queryset(self):
        return versions_trouvees(super().get_queryset(), **self.criteres)

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs, besoins_sans_programme=list(besoins_sans_programme()))


class ProgrammeCreateView(ProtegeeMixin, FormulaireActeMixin, FormView):
    permission = "programme.rediger"
    form_class = ProgrammeForm
    template_name = "besoins/programme/create.html"

    def get_initial(self):
        return {"besoins": [self.request.GET["besoin"]]} if self.request.GET.get("besoin", "").isdecimal() else {}

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs, besoins_retenus=Besoin.objects.retenus().exists())

    def agir(self, form):
        return rediger_programme(**form.cleaned_data, par=self.request.user)

    def get_success_url(self):
        return self.object.get_absolute_url()


class ProgrammeDetailView(ProtegeeMixin, DetailView):
    """The workshop: needs on one side, the programme on the other."""

    permission = "programme.voir"
    model = VersionProgramme
    template_name = "besoins/programme/detail.html"
    context_object_name = "version"

    def get_queryset(self):
        return avec_contenu(super().get_queryset())

    def get_context_data(self, **kwargs):
        contexte = atelier(self.object, self.request.user)
        return super().get_context_data(**kwargs, **contexte, dossier=dossier(self.object, contexte["couverture"]))


class ProgrammeApercuView(ProtegeeMixin, DetailView):
    """The version as the public would read it."""

    permission = "programme.voir"
    model = VersionProgramme
    template_name = "besoins/programme/apercu.html"
    context_object_name = "version"

    def get_queryset(self):
        return avec_contenu(super().get_queryset())

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs, fiche=fiche(self.object))


class VersionFormView(ProtegeeMixin, FormulaireActeMixin, SingleObjectMixin, FormView):
    """A form about one version."""

    visible = "programme.voir"
    model = VersionProgramme
    context_object_name = "version"
    reussite = _("C'est enregistré.")

    @cached_property
    def version(self):
        return self.get_object()

    def get(self, request, *args, **kwargs):
        self.object = self.version
        return super().get(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        self.object = self.version
        return super().post(request, *args, **kwargs)

    def get_success_url(self):
        messages.success(self.request, self.reussite)
        return self.object.get_absolute_url()


class RedactionView(ConflitMixin, VersionFormView):
    """A form that writes in a draft; on any other version it leads back to the workshop and says why."""

    permission = "programme.rediger"
    template_name = "besoins/programme/form.html"
    conflit = "besoins/conflit/detail.html"

    def get(self, request, *args, **kwargs):
        try:
            exiger_brouillon(self.version)
        except Refus as refus:
            messages.error(request, refus.message)
            return HttpResponseRedirect(self.version.get_absolute_url())
        return super().get(request, *args, **kwargs)

    def get_queryset(self):
        return super().get_queryset().select_related("programme")


class ProgrammeUpdateView(RedactionView):
    presence = Presence.Lieu.PRESENTATION
    form_class = VersionForm
    template_name = "besoins/programme/update.html"

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"instance": self.version}

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs, besoins=besoins_publies(self.version))

    def get_queryset(self):
        return avec_contenu(super().get_queryset())

    def agir(self, form):
        return modifier_version(version=self.version, par=self.request.user, lue=self.lue, **form.cleaned_data)


class ProgrammeBesoinsView(RedactionView):
    presence = Presence.Lieu.BESOINS
    form_class = BesoinsForm
    extra_context = {"titre": _("Besoins du programme"), "verbe": _("Enregistrer les besoins")}

    def get_initial(self):
        return {"besoins": list(self.version.besoins.values_list("pk", flat=True))}

    def agir(self, form):
        besoins = list(form.cleaned_data["besoins"])
        return choisir_besoins(version=self.version, besoins=besoins, par=self.request.user, lue=self.lue)


class ProgrammeNouvelleVersionView(ActeView):
    permission = "programme.rediger"
    visible = "programme.voir"
    model = VersionProgramme
    reussite = _("La nouvelle version est un brouillon, copie de la précédente. Le catalogue ne change pas encore.")

    def acte(self, objet):
        return nouvelle_version_programme(version=objet, par=self.request.user)

from django.contrib import messages
from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import DetailView, FormView
from django.views.generic.detail import SingleObjectMixin

from academie.autorisations.vues import ActeView, FormulaireActeMixin, ProtegeeMixin
from academie.regles import Refus
from besoins.actions.importation import abandonner_importation, charger_importation, corriger_correspondance
from besoins.forms.importation import ColonnesForm, ImportationForm
from besoins.models import Enquete, Importation
from besoins.queries.correspondance import etapes_de
from besoins.tasks.importation import demander_importation, demander_verification


class ImportationCreateView(ProtegeeMixin, FormulaireActeMixin, SingleObjectMixin, FormView):
    """Bring a file of answers; nothing of it is taken yet."""

    permission = "enquete.concevoir"
    model = Enquete
    context_object_name = "enquete"
    form_class = ImportationForm
    template_name = "besoins/importation/form.html"
    extra_context = {"verbe": _("Lire ce fichier")}

    @cached_property
    def object(self):
        return self.get_object()

    def agir(self, form):
        return charger_importation(enquete=self.object, fichier=form.cleaned_data["fichier"], par=self.request.user)

    def get_success_url(self):
        return self.object.get_absolute_url()


class ImportationMixin(ProtegeeMixin):
    permission = "enquete.concevoir"
    model = Importation
    context_object_name = "importation"

    def get_queryset(self):
        return super().get_queryset().filter(genre=Importation.Genre.REPONSES).select_related("enquete")


class ImportationDetailView(ImportationMixin, DetailView):
    """Where a file is: its columns, what was understood, what is wrong, what was taken."""

    template_name = "besoins/importation/detail.html"

    def get_context_data(self, **kwargs):
        etapes, inutiles = etapes_de(self.object)
        return super().get_context_data(**kwargs, enquete=self.object.enquete, etapes=etapes, inutiles=inutiles)


class ImportationColonnesView(ImportationMixin, FormulaireActeMixin, SingleObjectMixin, FormView):
    """Which columns of the file bring the answers of one section; step 0 is about the respondent."""

    form_class = ColonnesForm
    template_name = "besoins/importation/colonnes.html"

    @cached_property
    def object(self):
        return self.get_object()

    @cached_property
    def etapes(self):
        etapes, _inutiles = etapes_de(self.object, courante=self.kwargs["numero"])
        if self.kwargs["numero"] >= len(etapes):
            raise Http404
        return etapes

    def get_form_kwargs(self):
        colonnes = self.etapes[self.kwargs["numero"]].colonnes
        return super().get_form_kwargs() | {"importation": self.object, "colonnes": colonnes}

    def get_context_data(self, **kwargs):
        etape = self.etapes[self.kwargs["numero"]]
        return super().get_context_data(**kwargs, enquete=self.object.enquete, etapes=self.etapes, etape=etape)

    def agir(self, form):
        try:
            return corriger_correspondance(importation=self.object, correspondance=form.correspondance)
        except Refus as refus:
            raise Refus(refus.message, champ=form.champ_de(refus.champ)) from refus

    def get_success_url(self):
        messages.success(self.request, _("Les colonnes sont enregistrées."))
        return self.object.get_absolute_url()


class ImportationVerifierView(ImportationMixin, ActeView):
    def acte(self, importation):
        demander_verification(importation)


class ImportationLancerView(ImportationMixin, ActeView):
    def acte(self, importation):
        demander_importation(importation)


class ImportationAbandonnerView(ActeView):
    permission = "enquete.concevoir"
    model = Enquete
    reussite = _("Le fichier est oublié : rien n'en a été importé.")

    def acte(self, enquete):
        abandonner_importation(enquete=enquete, importation=self.kwargs["importation"])

    def retour(self, enquete):
        return reverse("besoins:enquete_reponses", args=[enquete.pk])

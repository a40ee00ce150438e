from django.contrib import messages
from django.core.paginator import Paginator
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from django.views.generic.detail import SingleObjectMixin

from academie.autorisations.vues import ConfirmationView, FormulaireActeMixin, ProtegeeMixin
from besoins.actions.liste import charger_liste, regler_colonnes
from besoins.forms.liste import ColonnesForm, ListeForm
from besoins.models import Enquete, Importation
from besoins.queries.liste import LIGNES_MONTREES, apercu_du_fichier
from besoins.tasks.liste import importer_liste

PAR_PAGE = 50


class ListeCreateView(ProtegeeMixin, FormulaireActeMixin, SingleObjectMixin, FormView):
    """Bring a file of people; nothing of it is added yet."""

    permission = "enquete.concevoir"
    model = Enquete
    context_object_name = "enquete"
    form_class = ListeForm
    template_name = "besoins/liste/form.html"
    extra_context = {"verbe": gettext_lazy("Lire ce fichier")}

    @cached_property
    def object(self):
        return self.get_object()

    def agir(self, form):
        return charger_liste(enquete=self.object, fichier=form.cleaned_data["fichier"], par=self.request.user)

    def get_success_url(self):
        return reverse("besoins:liste_detail", args=[self.object.pk])


class ListeMixin(ProtegeeMixin):
    """A file of people, its columns, and what each line becomes."""

    permission = "enquete.concevoir"
    model = Importation
    context_object_name = "importation"
    template_name = "besoins/liste/detail.html"

    def get_queryset(self):
        return super().get_queryset().filter(genre=Importation.Genre.POPULATION).select_related("enquete")

    def get_context_data(self, **kwargs):
        apercu = apercu_du_fichier(self.object)
        return super().get_context_data(
            **kwargs,
            enquete=self.object.enquete,
            apercu=apercu,
            page_obj=Paginator(apercu.lignes, PAR_PAGE).get_page(self.request.GET.get("page")),
            partiel=self.object.lignes > LIGNES_MONTREES,
        )

    def retour(self, importation) -> str:
        return reverse("besoins:liste_detail", args=[importation.pk])

    def get_success_url(self):
        return self.retour(self.object)


class ListeDetailView(ListeMixin, ConfirmationView):
    """What each line becomes; then, once, everybody is added."""

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs, form=ColonnesForm(importation=self.object))

    def acte(self, importation):
        importer_liste(importation=importation, laisser="laisser" in self.request.POST)


class ListeColonnesView(ListeMixin, FormulaireActeMixin, SingleObjectMixin, FormView):
    form_class = ColonnesForm

    @cached_property
    def object(self):
        return self.get_object()

    def get_form_kwargs(self):
        arguments = super().get_form_kwargs()
        del arguments["initial"]
        return arguments | {"importation": self.object}

    def agir(self, form):
        importation = regler_colonnes(importation=self.object, correspondance=form.cleaned_data)
        messages.success(self.request, _("Les colonnes sont réglées : vérifiez les lignes."))
        return importation

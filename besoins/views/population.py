from django.contrib import messages
from django.core.paginator import Paginator
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import FormView
from django.views.generic.detail import SingleObjectMixin

from academie.autorisations.vues import ActeView, ConfirmationView, FormulaireActeMixin, ProtegeeMixin
from academie.champs.facettes import FacettesMixin
from academie.francais import nombre
from besoins.actions.population import (
    ajouter_personnes,
    ajouter_structures,
    retirer_de_la_population,
    retirer_non_invitees,
)
from besoins.forms.invitation import SuiviForm
from besoins.forms.population import AdressesForm, RechercheStructuresForm, StructuresForm
from besoins.models import Enquete, Invitation
from besoins.queries.invitation import invitations_suivies
from besoins.queries.liste import lire_adresses
from besoins.queries.population import structures_a_ajouter

PAR_PAGE = 50
MONTRES = 20


class PopulationMixin:
    """A deed on the population of a survey, which leads back to its follow-up."""

    permission = "enquete.concevoir"
    model = Enquete
    context_object_name = "enquete"

    def retour(self, enquete) -> str:
        return reverse("besoins:invitation_list", args=[enquete.pk])

    def dire(self, ajoutees: int) -> None:
        phrase = ngettext(
            "%(nombre)s personne ou structure ajoutée à la population.",
            "%(nombre)s personnes ou structures ajoutées à la population.",
            ajoutees,
        )
        messages.success(self.request, phrase % {"nombre": nombre(ajoutees)} if ajoutees else _PERSONNE)


class PopulationCreateView(PopulationMixin, FacettesMixin, ConfirmationView):
    """Search the structures that are not in the population, tick them or take all those found."""

    facettes = RechercheStructuresForm
    template_name = "besoins/population/choisir.html"

    def get_context_data(self, **kwargs):
        structures = structures_a_ajouter(self.object, **self.filtre.criteres())
        page = Paginator(structures, PAR_PAGE).get_page(self.request.GET.get("page"))
        return super().get_context_data(**kwargs, page_obj=page)

    def acte(self, enquete):
        structures = structures_a_ajouter(enquete, **self.filtre.criteres())
        if not self.request.POST.get("toutes"):
            form = StructuresForm(self.request.POST)
            structures = structures.filter(pk__in=form.cleaned_data["structures"] if form.is_valid() else [])
        self.dire(ajouter_structures(enquete=enquete, structures=structures))


class PopulationAdressesView(PopulationMixin, ProtegeeMixin, FormulaireActeMixin, SingleObjectMixin, FormView):
    """Addresses pasted: all of them are right, or nothing is kept."""

    form_class = AdressesForm
    template_name = "besoins/population/adresses.html"
    extra_context = {"verbe": gettext_lazy("Ajouter à la population")}

    @cached_property
    def object(self):
        return self.get_object()

    def agir(self, form):
        personnes = lire_adresses(self.object, form.cleaned_data["adresses"], role=form.cleaned_data["role"])
        self.dire(ajouter_personnes(enquete=self.object, personnes=personnes))
        return self.object

    def get_success_url(self):
        return self.retour(self.object)


class PopulationRetirerView(PopulationMixin, ActeView):
    """Take out somebody who has not answered; done twice, it is done once."""

    reussite = gettext_lazy("Cette personne ne fait plus partie de la population.")

    def acte(self, enquete):
        retirer_de_la_population(enquete=enquete, invitation=self.kwargs["invitation"])


class PopulationViderView(PopulationMixin, FacettesMixin, ConfirmationView):
    """Take out those not invited yet whom the follow-up page's filters keep: how many, then once."""

    facettes = SuiviForm
    template_name = "besoins/population/vider.html"

    def choisies(self, enquete):
        return invitations_suivies(Invitation.objects.all(), enquete, self.criteres)

    def get_context_data(self, **kwargs):
        a_retirer = self.choisies(self.object).filter(etat=Invitation.Etat.PREPAREE)
        return super().get_context_data(**kwargs, nombre=a_retirer.count(), montres=a_retirer[:MONTRES])

    def acte(self, enquete):
        retirees = retirer_non_invitees(enquete=enquete, choisies=self.choisies(enquete))
        phrase = ngettext("%(n)s retirée de la population.", "%(n)s retirées de la population.", retirees)
        messages.success(self.request, phrase % {"n": nombre(retirees)} if retirees else _("Personne à retirer."))


_PERSONNE = gettext_lazy("Personne de nouveau : tout le monde était déjà dans la population.")

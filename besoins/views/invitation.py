from django.contrib import messages
from django.core.paginator import Paginator
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import DetailView, UpdateView

from academie.autorisations.vues import ConfirmationView, FormulaireActeMixin, ProtegeeMixin
from besoins.actions.invitation import inviter_structures, renvoyer_invitation
from besoins.forms.invitation import DestinatairesForm, RechercheStructuresForm, RenvoiForm
from besoins.models import Enquete, Invitation
from besoins.notifications.invitation import apercu_invitation
from besoins.queries.invitation import destinataires, invitations_suivies, structures_a_inviter, suivi
from besoins.views.facettes import FacettesMixin

PAR_PAGE = 50


class InvitationListView(ProtegeeMixin, DetailView):
    """Who was asked and who has answered: everybody for the concepteur, their own structures for a référent."""

    permission = "invitation.voir"
    model = Enquete
    template_name = "besoins/invitation/list.html"
    context_object_name = "enquete"

    def get_context_data(self, **kwargs):
        visibles = Invitation.objects.autorises(self.request.user, "invitation.voir")
        invitations = invitations_suivies(visibles, self.object)
        page = Paginator(invitations, PAR_PAGE).get_page(self.request.GET.get("page"))
        return super().get_context_data(**kwargs, page_obj=page, suivi=suivi(invitations))


class InvitationCreateView(ProtegeeMixin, FacettesMixin, DetailView):
    """Search the structures that are not invited yet and tick those to invite."""

    permission = "enquete.concevoir"
    model = Enquete
    facettes = RechercheStructuresForm
    template_name = "besoins/invitation/choisir.html"
    context_object_name = "enquete"

    def get_context_data(self, **kwargs):
        structures = structures_a_inviter(self.object, **self.filtre.criteres())
        page = Paginator(structures, PAR_PAGE).get_page(self.request.GET.get("page"))
        parametres = self.request.GET.copy()
        parametres["toutes"] = "1"
        return super().get_context_data(**kwargs, page_obj=page, parametres=parametres.urlencode())


class InvitationEnvoyerView(ConfirmationView):
    """Who will receive what; then, once, the sending."""

    permission = "enquete.concevoir"
    model = Enquete
    template_name = "besoins/invitation/envoyer.html"
    context_object_name = "enquete"

    def get_context_data(self, **kwargs):
        choix = self._choix(self.request.GET)
        avec, sans = destinataires(self.object, choix)
        return super().get_context_data(
            **kwargs,
            avec_adresse=avec,
            sans_adresse=sans,
            cles=",".join(str(structure.pk) for structure in avec),
            message=apercu_invitation(self.object, avec[0]) if avec else None,
        )

    def acte(self, enquete):
        avec, _sans = destinataires(enquete, self._choix(self.request.POST))
        invitations = inviter_structures(enquete=enquete, structures=avec)
        messages.success(self.request, _phrase(len(invitations)))

    def retour(self, enquete):
        return reverse("besoins:invitation_list", args=[enquete.pk])

    def _choix(self, donnees):
        """Identifiers of the structures: those ticked, or all that the search finds."""
        if donnees.get("toutes"):
            recherche = RechercheStructuresForm(donnees)
            return structures_a_inviter(self.object, **recherche.criteres()).values_list("pk", flat=True)
        form = DestinatairesForm(donnees)
        return form.cleaned_data["structures"] if form.is_valid() else []


class InvitationRenvoyerView(ProtegeeMixin, FormulaireActeMixin, UpdateView):
    permission = "enquete.concevoir"
    model = Invitation
    form_class = RenvoiForm
    template_name = "besoins/invitation/renvoyer.html"
    context_object_name = "invitation"
    extra_context = {"verbe": gettext_lazy("Envoyer un nouveau lien")}

    def get_queryset(self):
        return super().get_queryset().select_related("enquete", "structure")

    def get_initial(self):
        return {"version": self.object.version}

    def agir(self, form):
        return renvoyer_invitation(invitation=form.instance, **form.cleaned_data)

    def get_success_url(self):
        return reverse("besoins:invitation_list", args=[self.object.enquete_id])


def _phrase(nombre: int) -> str:
    if not nombre:
        return _("Aucune invitation nouvelle : les structures choisies étaient déjà invitées.")
    return ngettext("%(nombre)s invitation envoyée.", "%(nombre)s invitations envoyées.", nombre) % {"nombre": nombre}

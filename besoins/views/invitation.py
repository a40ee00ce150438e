from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import DetailView, FormView, UpdateView
from django.views.generic.detail import SingleObjectMixin

from academie.autorisations.vues import ActeView, FormulaireActeMixin, ProtegeeMixin
from academie.champs.facettes import FacettesMixin
from besoins.actions.invitation import noter_rebond, refuser_invitation, renvoyer_invitation
from besoins.forms.invitation import RefusForm, RenvoiForm, SuiviForm
from besoins.models import Enquete, Envoi, Invitation
from besoins.queries.envoi import destinataires
from besoins.queries.invitation import envois, invitations_suivies, lien_pour, reponse_datee, suivi
from besoins.queries.representativite import representativite
from besoins.views.tableur import TableurMixin

PAR_PAGE = 50


class CampagneMixin(ProtegeeMixin):
    """A survey and those of its population that the person may see."""

    permission = "invitation.voir"
    model = Enquete
    context_object_name = "enquete"

    @property
    def visibles(self):
        return Invitation.objects.autorises(self.request.user, self.permission).filter(enquete=self.object)


class InvitationListView(CampagneMixin, FacettesMixin, DetailView):
    """Who was asked and who has answered: everybody for the concepteur, their own structures for a référent."""

    facettes = SuiviForm
    template_name = "besoins/invitation/list.html"

    def get_context_data(self, **kwargs):
        trouvees = invitations_suivies(self.visibles, self.object, self.criteres)
        le = timezone.now()
        return super().get_context_data(
            **kwargs,
            page_obj=Paginator(trouvees, PAR_PAGE).get_page(self.request.GET.get("page")),
            suivi=suivi(self.visibles),
            a_relancer=destinataires(self.object, Envoi.Genre.RELANCE, le).count(),
            envois=envois(self.object),
            parametres=self.request.GET.urlencode(),
            onglet="campagne",
        )


class InvitationChiffresView(CampagneMixin, DetailView):
    """The figures alone, which the follow-up page asks again every half minute."""

    template_name = "besoins/invitation/chiffres.html"

    def render_to_response(self, context, **kwargs):
        if not self.request.htmx:
            return HttpResponseRedirect(reverse("besoins:invitation_list", args=[self.object.pk]))
        return super().render_to_response(context, **kwargs)

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs, suivi=suivi(self.visibles))


class InvitationCsvView(CampagneMixin, FacettesMixin, TableurMixin, DetailView):
    """The follow-up as a table, filtered as the page is."""

    facettes = SuiviForm
    fichier = "invitations"

    def lignes(self):
        yield [_("Qui"), _("Adresse"), _("Territoire"), _("Région"), _("Nature"), _("Qui répond"), _("Réponse"), _("Relances"), _("Adresse en erreur")]  # fmt: skip
        for invitation in invitations_suivies(self.visibles, self.object, self.criteres).iterator():
            yield [
                invitation.qui,
                invitation.email,
                invitation.territoire.nom if invitation.territoire else "",
                invitation.region.nom if invitation.region else "",
                invitation.get_nature_display(),
                invitation.get_role_display(),
                invitation.get_etat_display(),
                invitation.relances,
                _("oui") if invitation.rebond_le else "",
            ]


class RepresentativiteView(CampagneMixin, DetailView):
    """Whether those who have answered look like the population."""

    permission = "enquete.voir"
    template_name = "besoins/invitation/representativite.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs, tableaux=representativite(self.object), onglet="campagne")


class UneInvitationMixin(ProtegeeMixin):
    permission = "enquete.concevoir"
    model = Invitation
    context_object_name = "invitation"

    def get_queryset(self):
        return super().get_queryset().select_related("enquete", "structure", "territoire", "region")

    def retour(self, invitation) -> str:
        return reverse("besoins:invitation_detail", args=[invitation.pk])

    def get_success_url(self):
        return self.retour(self.object)


class InvitationDetailView(UneInvitationMixin, DetailView):
    """One person of the population: what was sent, what may be done; the link, for a référent of the structure."""

    permission = "invitation.voir"
    template_name = "besoins/invitation/detail.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            **kwargs, lien=lien_pour(self.object, self.request.user), repondu_le=reponse_datee(self.object)
        )


class InvitationRenvoyerView(UneInvitationMixin, FormulaireActeMixin, UpdateView):
    form_class = RenvoiForm
    template_name = "besoins/invitation/renvoyer.html"
    extra_context = {"verbe": gettext_lazy("Envoyer un nouveau lien")}

    def get_initial(self):
        return {"version": self.object.version}

    def agir(self, form):
        invitation = renvoyer_invitation(invitation=form.instance, **form.cleaned_data)
        messages.success(self.request, _("Un nouveau lien part à cette adresse."))
        return invitation


class InvitationRebondView(UneInvitationMixin, ActeView):
    reussite = gettext_lazy(
        "L'adresse est notée en erreur : plus rien n'y part. Corrigez-la pour envoyer un nouveau lien."
    )

    def acte(self, invitation):
        return noter_rebond(invitation=invitation)


class InvitationRefuserView(UneInvitationMixin, FormulaireActeMixin, SingleObjectMixin, FormView):
    """A refusal told by telephone or by letter."""

    form_class = RefusForm
    template_name = "besoins/invitation/refuser.html"
    extra_context = {"verbe": gettext_lazy("Noter le refus")}

    @cached_property
    def object(self):
        return self.get_object()

    def agir(self, form):
        return refuser_invitation(invitation=self.object, **form.cleaned_data)

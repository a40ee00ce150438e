"""Declining to answer, and changing one's mind."""

from django.views.generic import FormView, TemplateView

from academie.regles import Refus
from besoins.actions.reponse import accepter_invitation, decliner_invitation
from besoins.forms.lien_ouvert import RefusForm
from besoins.queries.reponse import Situation
from besoins.views.lien_personnel import ReponseMixin

DECIDABLES = {Situation.OUVERTE, Situation.REFUSEE}


class ReponseRefuserView(ReponseMixin, FormView):
    attendues = DECIDABLES
    form_class = RefusForm
    template_name = "besoins/reponse/refuser.html"

    def form_valid(self, form):
        try:
            decliner_invitation(invitation=self.invitation, motif=form.cleaned_data["motif"])
        except Refus:  # answered meanwhile: the link says so
            return self.aller("reponse_enquete")
        return self.aller("reponse_refuser")

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            **kwargs,
            commencee=self.reponse is not None,
            accueil=self.adresse("reponse_enquete"),
            accepter=self.adresse("reponse_accepter"),
        )


class ReponseAccepterView(ReponseMixin, TemplateView):
    attendues = DECIDABLES
    http_method_names = ["post", "options"]

    def post(self, request, *args, **kwargs):
        accepter_invitation(invitation=self.invitation)
        return self.aller("reponse_enquete")

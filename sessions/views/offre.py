"""A seat that came free, offered to who waits: by the link of a mail, without an account, or from one's enrolment."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.generic import TemplateView

from academie.autorisations.jetons import JetonInvalide
from academie.autorisations.vues import ActeView
from academie.regles import Refus
from sessions.actions.offre import accepter_offre, refuser_offre
from sessions.models import Inscription
from sessions.queries.attente import offre_du_jeton

REPONSES = {"accepter": accepter_offre, "refuser": refuser_offre}


@method_decorator(never_cache, name="dispatch")
class OffreRepondreView(TemplateView):
    """Public: who, which session, until when; two buttons. Answered or too late, it says what happened."""

    template_name = "sessions/offre/repondre.html"

    def dispatch(self, request, *args, **kwargs):
        try:
            self.inscription = offre_du_jeton(kwargs["jeton"])
        except (JetonInvalide, Inscription.DoesNotExist):
            return self.response_class(request, "sessions/offre/lien_invalide.html", status=404)
        return super().dispatch(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        repondre = REPONSES.get(request.POST.get("reponse", ""))
        try:
            if repondre:
                repondre(inscription=self.inscription, par=self.inscription.utilisateur)
        except Refus as refus:
            messages.error(request, refus.message)
        return HttpResponseRedirect(request.path)

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs, inscription=self.inscription, session=self.inscription.session)


class OffreAccepterView(ActeView):
    permission = "inscription.confirmer"
    visible = "inscription.voir"
    model = Inscription

    def acte(self, objet):
        return accepter_offre(inscription=objet, par=self.request.user)


class OffreRefuserView(ActeView):
    permission = "inscription.confirmer"
    visible = "inscription.voir"
    model = Inscription

    def acte(self, objet):
        return refuser_offre(inscription=objet, par=self.request.user)

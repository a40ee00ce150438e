"""Answering by one's own link, without an account: a page for each section, kept at each step, sent once."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.generic import TemplateView

from academie.autorisations.jetons import JetonInvalide
from academie.regles import Refus
from besoins.actions.reponse import enregistrer_reponse, soumettre_reponse
from besoins.forms.reponse import ReponseSectionForm
from besoins.models import Invitation
from besoins.queries.enquete import questionnaire
from besoins.queries.invitation import invitation_du_jeton
from besoins.queries.reponse import (
    Situation,
    pages_de_reponse,
    premiere_page_a_remplir,
    situation,
    valeurs_par_question,
)

LU_AU_PLUS = 32 * 1024 * 1024
MORCEAU = 64 * 1024


@method_decorator(never_cache, name="dispatch")
class ReponseMixin:
    """Whoever holds the link, when the link still leads somewhere."""

    attendue = Situation.OUVERTE

    def dispatch(self, request, *args, **kwargs):
        try:
            self.invitation = invitation_du_jeton(kwargs["jeton"])
        except JetonInvalide:
            return self.impasse("besoins/reponse/lien_invalide.html", 404)
        except Invitation.DoesNotExist:
            return self.impasse("besoins/reponse/lien_remplace.html", 404)
        return self.selon_la_situation(request, *args, **kwargs)

    def selon_la_situation(self, request, *args, **kwargs):
        actuelle = situation(self.invitation, timezone.localdate())
        if actuelle == self.attendue:
            return super().dispatch(request, *args, **kwargs)
        ailleurs = {
            Situation.REPONDUE: lambda: self.aller("reponse_merci"),
            Situation.OUVERTE: lambda: self.aller("reponse_enquete"),
            Situation.CLOSE: lambda: self.impasse("besoins/reponse/close.html", 410),
        }
        return ailleurs[actuelle]()

    def aller(self, page: str, **kwargs):
        return HttpResponseRedirect(self.adresse(page, **kwargs))

    def adresse(self, page: str, **kwargs) -> str:
        return reverse(f"besoins:{page}", kwargs={"jeton": self.kwargs["jeton"], **kwargs})

    def impasse(self, gabarit: str, statut: int):
        contexte = {"enquete": self.invitation.enquete} if hasattr(self, "invitation") else {}
        return self.response_class(self.request, [gabarit], contexte, status=statut, using=self.template_engine)

    @cached_property
    def sections(self):
        return questionnaire(self.invitation.enquete)

    @cached_property
    def reponse(self):
        return getattr(self.invitation, "reponse", None)

    @cached_property
    def pages(self):
        return pages_de_reponse(self.sections, self.reponse)

    def etapes(self, numero: int | None = None) -> list[dict]:
        """The pages and the summary, as steps; `numero` is the one shown."""
        etapes = [
            {
                "libelle": page.section.titre,
                "url": self.adresse("reponse_section", numero=page.numero),
                "faite": page.est_commencee and page.est_complete,
                "courante": page.numero == numero,
            }
            for page in self.pages
        ]
        fin = {"libelle": _("Relire et envoyer"), "url": self.adresse("reponse_recapitulatif"), "faite": False}
        return [*etapes, fin | {"courante": numero is None}]

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            **kwargs, enquete=self.invitation.enquete, structure=self.invitation.structure, pages=self.pages
        )


class ReponseEnqueteView(ReponseMixin, TemplateView):
    template_name = "besoins/reponse/accueil.html"

    def get_context_data(self, **kwargs):
        depart = premiere_page_a_remplir(self.pages)
        return super().get_context_data(
            **kwargs,
            commencee=self.reponse is not None,
            questions=sum(len(page.lignes) for page in self.pages),
            depart=self.adresse("reponse_section", numero=depart),
        )


@method_decorator(csrf_exempt, name="dispatch")
class ReponseSectionView(ReponseMixin, TemplateView):
    """The size is checked before the form is read: the cross-site check, which reads it, comes after."""

    template_name = "besoins/reponse/section.html"

    def selon_la_situation(self, request, *args, **kwargs):
        if int(request.META.get("CONTENT_LENGTH") or 0) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
            return self.trop_long(request)
        return self.protegee(request, *args, **kwargs)

    @method_decorator(csrf_protect)
    def protegee(self, request, *args, **kwargs):
        return super().selon_la_situation(request, *args, **kwargs)

    def trop_long(self, request):
        lu = 0
        while lu < LU_AU_PLUS and (morceau := request.read(MORCEAU)):  # a server that is not listened to hangs up
            lu += len(morceau)
        return self.impasse("besoins/reponse/trop_long.html", 413)

    @cached_property
    def section(self):
        numero = self.kwargs["numero"]
        if not 1 <= numero <= len(self.sections):
            raise Http404
        return self.sections[numero - 1]

    def get(self, request, *args, **kwargs):
        form = ReponseSectionForm(self.section, valeurs=valeurs_par_question(self.reponse))
        return self.render_to_response(self.get_context_data(form=form))

    def post(self, request, *args, **kwargs):
        avance = request.POST.get("aller") != "precedente"
        form = ReponseSectionForm(self.section, data=request.POST, exiger=avance)
        try:
            self.reponse = enregistrer_reponse(invitation=self.invitation, valeurs=form.reponses())
        except Refus:  # sent or closed meanwhile, from another tab: the link says so
            return self.aller("reponse_enquete")
        if form.errors:
            return self.render_to_response(self.get_context_data(form=form))
        return self.suite(self.kwargs["numero"] + (1 if avance else -1))

    def suite(self, numero: int):
        if numero < 1:
            return self.aller("reponse_enquete")
        if numero > len(self.sections):
            return self.aller("reponse_recapitulatif")
        return self.aller("reponse_section", numero=numero)

    def get_context_data(self, **kwargs):
        numero = self.kwargs["numero"]
        return super().get_context_data(
            **kwargs, section=self.section, numero=numero, total=len(self.sections), etapes=self.etapes(numero)
        )


class ReponseRecapitulatifView(ReponseMixin, TemplateView):
    template_name = "besoins/reponse/recapitulatif.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            **kwargs,
            etapes=self.etapes(),
            complete=all(page.est_complete for page in self.pages),
            derniere=self.adresse("reponse_section", numero=len(self.pages)),
            envoi=self.adresse("reponse_soumettre"),
        )


class ReponseSoumettreView(ReponseMixin, TemplateView):
    http_method_names = ["post", "options"]

    def post(self, request, *args, **kwargs):
        try:
            soumettre_reponse(invitation=self.invitation)
        except Refus as refus:
            messages.error(request, refus.message)
            return self.aller("reponse_recapitulatif")
        return self.aller("reponse_merci")


class ReponseMerciView(ReponseMixin, TemplateView):
    attendue = Situation.REPONDUE
    template_name = "besoins/reponse/merci.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs, reponse=self.reponse)

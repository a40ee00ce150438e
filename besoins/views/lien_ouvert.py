"""The open link of a survey: whoever opens it receives a link of their own."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.generic import FormView, TemplateView

from academie.autorisations.jetons import JetonInvalide
from academie.regles import Refus, regle
from besoins.actions.lien_ouvert import commencer_par_lien_ouvert, garder_lien
from besoins.forms.lien_ouvert import CommencerForm, LienPersonnelForm
from besoins.models import Enquete
from besoins.queries.enquete import questionnaire
from besoins.queries.invitation import enquete_du_jeton, lien_invitation
from besoins.queries.lien_ouvert import est_complet
from besoins.queries.reponse import Situation, situation_enquete
from besoins.views.lien_personnel import ReponseMixin


@method_decorator(never_cache, name="dispatch")
class OuvertMixin:
    """Whoever holds the open link, when it still leads somewhere."""

    def dispatch(self, request, *args, **kwargs):
        try:
            self.enquete = enquete_du_jeton(kwargs["jeton"])
        except JetonInvalide:
            return self.impasse("lien_invalide", 404)
        except Enquete.DoesNotExist:
            return self.impasse("lien_ouvert_ferme", 404)
        ailleurs = {Situation.A_VENIR: ("a_venir", 200), Situation.CLOSE: ("close", 410)}
        actuelle = situation_enquete(self.enquete, timezone.localdate())
        if actuelle in ailleurs:
            return self.impasse(*ailleurs[actuelle])
        return super().dispatch(request, *args, **kwargs)

    def impasse(self, gabarit: str, statut: int):
        contexte = {"enquete": self.enquete} if hasattr(self, "enquete") else {}
        return render(self.request, f"besoins/reponse/{gabarit}.html", contexte, status=statut)


class LienOuvertView(OuvertMixin, TemplateView):
    """The first page of the survey, shown at the address of the open link."""

    template_name = "besoins/reponse/accueil.html"

    def get(self, request, *args, **kwargs):
        if est_complet(self.enquete, timezone.now()):
            return self.impasse("complet", 200)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        sections = questionnaire(self.enquete)
        return super().get_context_data(
            **kwargs,
            enquete=self.enquete,
            invitation=None,
            minimum=regle("resultats.effectif_minimum"),
            pages=sections,
            questions=sum(len(section.questions.all()) for section in sections),
            conditionnelle=any(question.conditions.all() for s in sections for question in [s, *s.questions.all()]),
            commencer=CommencerForm(),
            envoi=reverse("besoins:reponse_commencer", kwargs=self.kwargs),
        )


class ReponseCommencerView(OuvertMixin, FormView):
    form_class = CommencerForm

    def get(self, request, *args, **kwargs):
        return HttpResponseRedirect(reverse("besoins:reponse_enquete", kwargs=self.kwargs))

    def form_valid(self, form):
        try:
            invitation = commencer_par_lien_ouvert(enquete=self.enquete, cle=form.cleaned_data["cle"])
        except Refus:  # the page of the link says why
            return self.form_invalid(form)
        return HttpResponseRedirect(f"{lien_invitation(invitation)}mon-lien/")

    def form_invalid(self, form):
        return HttpResponseRedirect(reverse("besoins:reponse_enquete", kwargs=self.kwargs))


class ReponseLienView(ReponseMixin, FormView):
    """The personal link of whoever came by the open one: to copy, or to be sent to an address."""

    form_class = LienPersonnelForm
    template_name = "besoins/reponse/lien.html"

    def form_valid(self, form):
        try:
            garder_lien(invitation=self.invitation, email=form.cleaned_data["email"])
        except Refus as refus:
            form.add_error(refus.champ, refus.message)
            return self.form_invalid(form)
        messages.success(self.request, _("Votre lien part à l'instant à %(email)s.") % form.cleaned_data)
        return self.aller("reponse_lien")

    def get_context_data(self, **kwargs):
        accueil = self.adresse("reponse_enquete")
        return super().get_context_data(**kwargs, accueil=accueil, lien=settings.BASE_URL + accueil)

from datetime import timedelta

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse, reverse_lazy
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.generic import FormView, ListView, TemplateView

from academie.autorisations.vues import ActeView, FormulaireActeMixin, ProtegeeMixin
from academie.diffusion.cadence import adresse_du_client
from academie.regles import regle
from academie.regles.essais import essai_permis
from certificats.actions.partage import creer_partage, ouvrir_partage, revoquer_partage
from certificats.forms.partage import OuvrirForm, PartageForm
from certificats.models import Consultation, Partage
from certificats.queries.dossier_personnel import dossier_de
from certificats.queries.regard import (
    anciens_employeurs,
    consultations_de,
    lecture_ouverte,
    partage_du_jeton,
    partages_de,
    regards,
)

MINUTE = timedelta(minutes=1)


class RegardListView(ProtegeeMixin, ListView):
    """Who sees what, who read what and when, and the links that are open."""

    permission = "parcours.voir"
    model = Consultation
    template_name = "certificats/partage/regards.html"
    paginate_by = 25

    def get_queryset(self):
        return consultations_de(self.request.user)

    def get_context_data(self, **kwargs):
        personne = self.request.user
        return super().get_context_data(
            regards=regards(personne),
            anciens=anciens_employeurs(personne),
            partages=partages_de(personne),
            conservation=regle("consultation.conservation"),
            **kwargs,
        )


class PartageCreateView(ProtegeeMixin, FormulaireActeMixin, FormView):
    permission = "partage.gerer"
    form_class = PartageForm
    template_name = "certificats/partage/form.html"
    success_url = reverse_lazy("certificats:regard_list")

    def agir(self, form):
        partage, jeton = creer_partage(utilisateur=self.request.user, **form.cleaned_data)
        lien = settings.BASE_URL + reverse("certificats:partage_public", args=[jeton])
        texte = _("Copiez ce lien maintenant, il n'est montré qu'une fois\u00a0:")
        messages.success(self.request, format_html('{} <a class="code" href="{}">{}</a>', texte, lien, lien))
        return partage


class PartageRevoquerView(ActeView):
    permission = "partage.gerer"
    model = Partage
    reussite = _("Le lien est retiré\u00a0: il ne montre plus rien.")

    def acte(self, partage):
        revoquer_partage(partage=partage)

    def retour(self, partage):
        return reverse("certificats:regard_list")


@method_decorator(never_cache, name="dispatch")
class PartageMixin:
    """A page for whoever holds a link. One that never was, is over or was withdrawn is answered alike."""

    referent = "same-origin"

    @cached_property
    def partage(self) -> Partage | None:
        return partage_du_jeton(self.kwargs["jeton"])

    def dispatch(self, request, *args, **kwargs):
        if not essai_permis("partage.essais", adresse_du_client(request), periode=MINUTE):
            reponse = render(request, "certificats/verification/attendre.html", status=429)
            reponse["Retry-After"] = "60"
        elif self.partage is None:
            reponse = render(request, "certificats/partage/ferme.html", status=404)
        else:
            reponse = super().dispatch(request, *args, **kwargs)
        reponse["X-Robots-Tag"] = "noindex, nofollow"
        reponse["Referrer-Policy"] = self.referent
        return reponse


class PartagePublicView(PartageMixin, FormulaireActeMixin, FormView):
    """Whose career, until when; the button opens it and counts the opening. A robot that follows links opens nothing."""

    form_class = OuvrirForm
    template_name = "certificats/partage/ouvrir.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(partage=self.partage, **kwargs)

    def agir(self, form):
        return ouvrir_partage(partage=self.partage, cle=form.cleaned_data["cle"])

    def get_success_url(self):
        return reverse("certificats:partage_lecture", args=[self.kwargs["jeton"], self.object.cle])


class PartageLectureView(PartageMixin, TemplateView):
    template_name = "certificats/partage/lecture.html"
    referent = "no-referrer"

    def get(self, request, jeton, cle):
        if not lecture_ouverte(self.partage, cle):
            return HttpResponseRedirect(reverse("certificats:partage_public", args=[jeton]))
        dossier = dossier_de(self.partage.utilisateur, self.partage.etendue)
        return self.render_to_response({"dossier": dossier, "partage": self.partage})

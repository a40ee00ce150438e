from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import DetailView, UpdateView

from academie.autorisations.vues import ActeView, ConfirmationView, FormulaireActeMixin, ProtegeeMixin
from academie.francais import nombre
from besoins.actions.lien import preparer_liens, regler_lien_ouvert, remplacer_lien_ouvert
from besoins.forms.lien import LienOuvertForm
from besoins.models import Enquete
from besoins.queries.invitation import lien_invitation, lien_ouvert, liens_a_preparer, liens_a_remettre
from besoins.queries.lien_ouvert import places_prises
from besoins.views.tableur import TableurMixin

PAR_PAGE = 50


class LienOuvertView(ProtegeeMixin, FormulaireActeMixin, UpdateView):
    """The open link: show it, limit it, replace it."""

    permission = "enquete.concevoir"
    model = Enquete
    form_class = LienOuvertForm
    context_object_name = "enquete"
    template_name = "besoins/lien/ouvert.html"
    extra_context = {"verbe": gettext_lazy("Enregistrer")}

    def agir(self, form):
        enquete = regler_lien_ouvert(enquete=form.instance, **form.cleaned_data)
        messages.success(self.request, _("Le lien ouvert est réglé."))
        return enquete

    def get_success_url(self):
        return reverse("besoins:lien_ouvert", args=[self.object.pk])

    def get_context_data(self, **kwargs):
        enquete = self.get_object()
        return super().get_context_data(
            **kwargs,
            adresse=settings.BASE_URL + lien_ouvert(enquete),
            reglee=enquete,
            prises=places_prises(enquete, timezone.now()),
        )


class LienOuvertRemplacerView(ActeView):
    permission = "enquete.concevoir"
    model = Enquete
    reussite = gettext_lazy("Le lien est remplacé : l'ancien ne mène plus à l'enquête.")

    def acte(self, enquete):
        version = self.request.POST.get("version", "")
        remplacer_lien_ouvert(enquete=enquete, version=int(version) if version.isdecimal() else 0)

    def retour(self, enquete):
        return reverse("besoins:lien_ouvert", args=[enquete.pk])


class LienListView(ConfirmationView):
    """The personal links of those who have no address, to hand over."""

    permission = "enquete.concevoir"
    model = Enquete
    context_object_name = "enquete"
    template_name = "besoins/lien/list.html"

    def get_context_data(self, **kwargs):
        liens = liens_a_remettre(self.object)
        page = Paginator(liens, PAR_PAGE).get_page(self.request.GET.get("page"))
        for invitation in page:
            invitation.lien = settings.BASE_URL + lien_invitation(invitation)
        return super().get_context_data(**kwargs, page_obj=page, a_preparer=liens_a_preparer(self.object).count())

    def acte(self, enquete):
        prets = preparer_liens(enquete=enquete)
        phrase = ngettext("%(nombre)s lien est prêt.", "%(nombre)s liens sont prêts.", prets)
        messages.success(self.request, phrase % {"nombre": nombre(prets)} if prets else _("Aucun lien à préparer."))

    def retour(self, enquete):
        return reverse("besoins:lien_list", args=[enquete.pk])


class LienCsvView(ProtegeeMixin, TableurMixin, DetailView):
    permission = "enquete.concevoir"
    model = Enquete
    fichier = "liens"

    def lignes(self):
        yield [_("Qui"), _("Territoire"), _("Lien")]
        for invitation in liens_a_remettre(self.object).iterator():
            lieu = invitation.territoire.nom if invitation.territoire else ""
            yield [invitation.qui, lieu, settings.BASE_URL + lien_invitation(invitation)]

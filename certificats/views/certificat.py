from django.http import FileResponse, Http404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import DetailView, FormView, ListView, View
from django.views.generic.detail import SingleObjectMixin

from academie.autorisations.vues import ActeView, FormulaireActeMixin, ProtegeeMixin
from certificats.actions.certificat import (
    CORRIGEABLES,
    delivrer_certificats,
    remplacer_certificat,
    revoquer_certificat,
)
from certificats.forms.certificat import RemplacementForm, RevocationForm
from certificats.models import Certificat
from certificats.queries.certificat import attributions, certificats_visibles, historique
from certificats.queries.document import faits_lisibles
from sessions.models import Session


class CertificatListView(ProtegeeMixin, ListView):
    permission = "certificat.voir"
    model = Certificat
    template_name = "certificats/certificat/list.html"
    paginate_by = 25

    def get_queryset(self):
        return certificats_visibles(self.request.user, recherche=self.request.GET.get("q", "")[:100])


class CertificatDetailView(ProtegeeMixin, DetailView):
    permission = "certificat.voir"
    queryset = Certificat.objects.select_related("inscription__session", "remplacant", "remplace", "emis_par")
    model = Certificat
    template_name = "certificats/certificat/detail.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            faits=faits_lisibles(self.object.principal), historique=historique(self.object), **kwargs
        )


class CertificatPdfView(ProtegeeMixin, SingleObjectMixin, View):
    permission = "certificat.voir"
    model = Certificat

    def get(self, request, *args, **kwargs):
        certificat = self.get_object()
        try:
            fichier = certificat.principal.fichier.open("rb")
        except FileNotFoundError as erreur:
            raise Http404(_("Le fichier de ce certificat est introuvable : prévenez l'Académie.")) from erreur
        return FileResponse(fichier, as_attachment=True, filename=f"certificat-{certificat.numero}.pdf")


class CertificatRetraitView(ProtegeeMixin, FormulaireActeMixin, SingleObjectMixin, FormView):
    """What the two ways to withdraw a certificate share: the page says what will happen, the reason is asked."""

    permission = "certificat.revoquer"
    visible = "certificat.voir"
    model = Certificat
    object = None

    @cached_property
    def certificat(self) -> Certificat:
        return self.get_object()

    def get_context_data(self, **kwargs):
        return super().get_context_data(certificat=self.certificat, **kwargs)

    def get_success_url(self):
        return self.object.get_absolute_url()


class CertificatRemplacerView(CertificatRetraitView):
    form_class = RemplacementForm
    template_name = "certificats/certificat/remplacer.html"

    def get_initial(self):
        return {champ: self.certificat.faits[champ] for champ in CORRIGEABLES}

    def agir(self, form):
        donnees = dict(form.cleaned_data)
        motif = donnees.pop("motif")
        return remplacer_certificat(certificat=self.certificat, par=self.request.user, motif=motif, corrections=donnees)


class CertificatRevoquerView(CertificatRetraitView):
    form_class = RevocationForm
    template_name = "certificats/certificat/revoquer.html"

    def agir(self, form):
        return revoquer_certificat(certificat=self.certificat, par=self.request.user, motif=form.cleaned_data["motif"])


class CertificatSessionView(ProtegeeMixin, DetailView):
    """Who got a certificate of a session, who did not, and why."""

    permission = "certificat.delivrer"
    queryset = Session.objects.completes()
    model = Session
    template_name = "certificats/certificat/session.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(attributions=attributions(self.object), **kwargs)


class CertificatDelivrerView(ActeView):
    permission = "certificat.delivrer"
    model = Session
    reussite = _("Toutes les personnes qui ont atteint le seuil d'assiduité ont leur certificat.")

    def acte(self, session):
        delivrer_certificats(session=session, par=self.request.user)

    def retour(self, session):
        return reverse("certificats:certificat_session", args=[session.pk])

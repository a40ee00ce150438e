from django.http import FileResponse, Http404
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import DetailView, FormView, ListView, View
from django.views.generic.detail import SingleObjectMixin

from academie.autorisations.vues import ActeView, FormulaireActeMixin, ProtegeeMixin
from academie.champs.facettes import FacettesMixin
from certificats.actions.certificat import CORRIGEABLES, remplacer_certificat, revoquer_certificat
from certificats.actions.identite import actualiser_certificat, signaler_changement
from certificats.forms.certificat import CertificatFiltreForm, RemplacementForm, RevocationForm
from certificats.models import Badge, Certificat, DocumentDelivre
from certificats.queries.certificat import (
    certificats_visibles,
    documents_visibles,
    filtres,
    historique,
    mes_certificats,
)
from certificats.queries.document import faits_lisibles
from certificats.queries.identite import a_mettre_a_jour, changement


class CertificatListView(FacettesMixin, ProtegeeMixin, ListView):
    permission = "certificat.voir"
    model = Certificat
    facettes = CertificatFiltreForm
    template_name = "certificats/certificat/list.html"
    paginate_by = 25

    def get_queryset(self):
        return filtres(certificats_visibles(self.request.user), self.criteres)


class MesCertificatsView(ProtegeeMixin, ListView):
    """The tab of the career: the person's own documents and badges."""

    permission = "emargement.signer"
    model = Certificat
    template_name = "certificats/certificat/miens.html"
    paginate_by = 25
    extra_context = {"onglet": "certificats"}

    def get_queryset(self):
        return mes_certificats(self.request.user)


class CertificatDetailView(ProtegeeMixin, DetailView):
    permission = "certificat.voir"
    queryset = Certificat.objects.select_related(
        "inscription__session", "inscription__utilisateur", "remplacant", "remplace", "emis_par"
    )
    model = Certificat
    template_name = "certificats/certificat/detail.html"

    def get_context_data(self, **kwargs):
        documents = documents_visibles(self.object, self.request.user)
        return super().get_context_data(
            documents=documents,
            faits=faits_lisibles(documents[0]),
            historique=historique(self.object),
            changement=changement(self.object),
            badge=Badge.objects.autorises(self.request.user, "badge.emporter").filter(certificat=self.object).first(),
            **kwargs,
        )


class FichierMixin(ProtegeeMixin, SingleObjectMixin, View):
    permission = "certificat.voir"

    def telecharger(self, document: DocumentDelivre) -> FileResponse:
        try:
            fichier = document.fichier.open("rb")
        except FileNotFoundError as erreur:
            raise Http404(_("Le fichier de ce document est introuvable\u00a0: prévenez l'Académie.")) from erreur
        return FileResponse(fichier, as_attachment=True, filename=f"{document.nom_court}-{document.numero}.pdf")


class CertificatPdfView(FichierMixin):
    """The document to open first; the address is printed nowhere but kept in messages."""

    model = Certificat

    def get(self, request, *args, **kwargs):
        return self.telecharger(documents_visibles(self.get_object(), request.user)[0])


class DocumentPdfView(FichierMixin):
    model = DocumentDelivre
    queryset = DocumentDelivre.objects.select_related("certificat")

    def get(self, request, *args, **kwargs):
        return self.telecharger(self.get_object())


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
        return revoquer_certificat(certificat=self.certificat, par=self.request.user, **form.cleaned_data)


class CertificatSignalerView(ActeView):
    permission = "certificat.signaler"
    visible = "certificat.voir"
    model = Certificat
    reussite = _("L'Académie est prévenue\u00a0: elle remplacera ce certificat, et vous recevrez un message.")

    def acte(self, certificat):
        signaler_changement(certificat=certificat)


class CertificatAMettreAJourView(ProtegeeMixin, ListView):
    """Certificates whose name or employer is no longer the one printed."""

    permission = "certificat.revoquer"
    model = Certificat
    template_name = "certificats/certificat/a_mettre_a_jour.html"
    paginate_by = 25

    def get_queryset(self):
        return a_mettre_a_jour(super().get_queryset())


class CertificatActualiserView(ActeView):
    permission = "certificat.revoquer"
    visible = "certificat.voir"
    model = Certificat
    reussite = _("Le certificat est remplacé. La personne reçoit un message.")

    def acte(self, certificat):
        return actualiser_certificat(certificat=certificat, par=self.request.user)

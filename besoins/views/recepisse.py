"""The receipt: what was answered, as a PDF file to keep."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.generic import View

from besoins.documents.recepisse import DonneesRecepisse, PageRepondue, recepisse_pdf
from besoins.queries.reponse import Situation
from besoins.views.lien_personnel import ReponseMixin


class ReponseRecepisseView(ReponseMixin, View):
    """From the draft, or from the answer sent while it is still tied to its link; otherwise the link says why not."""

    attendues = {Situation.OUVERTE, Situation.REPONDUE}

    def get(self, request, *args, **kwargs):
        if self.reponse is None:
            return self.aller("reponse_enquete")
        pdf = HttpResponse(recepisse_pdf(self.donnees()), content_type="application/pdf")
        pdf["Content-Disposition"] = 'attachment; filename="mes-reponses.pdf"'
        return pdf

    def donnees(self) -> DonneesRecepisse:
        enquete, soumise_le = self.invitation.enquete, self.reponse.soumise_le
        return DonneesRecepisse(
            titre=enquete.titre,
            repondant=str(self.invitation.qui),
            confidentialite=enquete.get_regime_display(),
            etabli_le=timezone.localdate(),
            envoyee_le=soumise_le and timezone.localdate(soumise_le),
            pages=tuple(
                PageRepondue(page.titre, tuple((ligne.intitule, ligne.texte) for ligne in page.lignes))
                for page in self.pages
            ),
        )

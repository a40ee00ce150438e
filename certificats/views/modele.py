from django.http import Http404, HttpResponse
from django.urls import reverse_lazy
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView, TemplateView

from academie.autorisations.vues import FormulaireActeMixin, ProtegeeMixin
from certificats.actions.modele import enregistrer_modele
from certificats.forms.modele import ModeleDocumentForm
from certificats.models import DocumentDelivre
from certificats.queries.apercu import apercu_pdf
from certificats.queries.modele import DESTINATAIRES, modele_en_vigueur, modeles_en_vigueur, versions


class ModeleListView(ProtegeeMixin, TemplateView):
    permission = "certificat.modeliser"
    template_name = "certificats/modele/list.html"

    def get_context_data(self, **kwargs):
        modeles = [(modele, DESTINATAIRES[modele.genre]) for modele in modeles_en_vigueur()]
        return super().get_context_data(modeles=modeles, **kwargs)


class ModeleUpdateView(ProtegeeMixin, FormulaireActeMixin, FormView):
    """Change a model, or see what the change would give on a real case: two buttons of one form."""

    permission = "certificat.modeliser"
    form_class = ModeleDocumentForm
    template_name = "certificats/modele/form.html"
    success_url = reverse_lazy("certificats:modele_list")

    @cached_property
    def genre(self) -> str:
        genre = self.kwargs["genre"]
        if genre not in DocumentDelivre.Genre:
            raise Http404(_("Ce document n'existe pas."))
        return genre

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"instance": modele_en_vigueur(self.genre)}

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            document=DocumentDelivre.Genre(self.genre).label,
            destinataire=DESTINATAIRES[self.genre],
            versions=versions(self.genre),
            **kwargs,
        )

    def agir(self, form):
        return enregistrer_modele(modele=form.instance, images=form.images, par=self.request.user)

    def form_valid(self, form):
        if "apercu" not in form.data:
            return super().form_valid(form)
        pdf = apercu_pdf(form.instance, form.images, form.cleaned_data["cas"])
        entetes = {"Content-Disposition": f'inline; filename="specimen-{self.genre}.pdf"', "Cache-Control": "no-store"}
        return HttpResponse(pdf, content_type="application/pdf", headers=entetes)

from django.views.generic import TemplateView

from academie.autorisations.vues import ProtegeeMixin
from certificats.queries.echelle import escalier, marches


class EchelleView(ProtegeeMixin, TemplateView):
    permission = "fiche_poste.voir"
    template_name = "certificats/echelle/detail.html"

    def get_context_data(self, **kwargs):
        lues = marches(self.request.user)
        return super().get_context_data(marches=lues, escalier=escalier(lues), **kwargs)

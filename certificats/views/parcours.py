from django.urls import reverse_lazy
from django.views.generic import FormView, TemplateView

from academie.autorisations.vues import FormulaireActeMixin, ProtegeeMixin
from certificats.actions.parcours import viser_poste
from certificats.forms.parcours import ViserForm
from certificats.queries.certificat import certificats_de
from certificats.queries.parcours import parcours_de, parcours_lisible


class ParcoursDetailView(ProtegeeMixin, TemplateView):
    permission = "parcours.voir"
    template_name = "certificats/parcours/detail.html"

    def get_context_data(self, **kwargs):
        utilisateur = self.request.user
        return super().get_context_data(
            **parcours_lisible(utilisateur, self.request.GET.get("cible", "")),
            certificats=certificats_de(utilisateur),
            **kwargs,
        )


class ParcoursViserView(ProtegeeMixin, FormulaireActeMixin, FormView):
    permission = "parcours.voir"
    form_class = ViserForm
    template_name = "certificats/parcours/viser.html"
    success_url = reverse_lazy("certificats:parcours_detail")

    def get_initial(self):
        return {"fiche": parcours_de(self.request.user).fiche_visee}

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"utilisateur": self.request.user}

    def agir(self, form):
        return viser_poste(utilisateur=self.request.user, fiche=form.cleaned_data["fiche"])

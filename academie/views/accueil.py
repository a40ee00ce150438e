from django.views.generic import TemplateView

from academie.queries.accueil import accueil_de, vitrines


class AccueilView(TemplateView):
    """What awaits the person; for a visitor, the Académie and its next sessions."""

    def get_template_names(self):
        return [
            "academie/accueil/personne.html" if self.request.user.is_authenticated else "academie/accueil/visiteur.html"
        ]

    def get_context_data(self, **kwargs):
        utilisateur = self.request.user
        accueil = {"accueil": accueil_de(utilisateur)} if utilisateur.is_authenticated else {"vitrines": vitrines()}
        return super().get_context_data(**kwargs, **accueil)

from django.views.generic import TemplateView

from academie.autorisations.vues import ProtegeeMixin
from academie.champs.facettes import FacettesMixin
from academie.regles import regle
from besoins.forms.signal import RechercheSignauxForm
from besoins.models import Signal
from besoins.queries.signal import signaux_trouves
from besoins.queries.veille import chaleur, chronologie, par_region
from besoins.statistiques.repartition import repartir


class VeillePanoramaView(ProtegeeMixin, FacettesMixin, TemplateView):
    """The watch seen from above: what is hot, when, where. Filters are those of the list."""

    permission = "signal.voir"
    facettes = RechercheSignauxForm
    template_name = "besoins/veille/panorama.html"

    def get_context_data(self, **kwargs):
        signaux = signaux_trouves(Signal.objects.all(), utilisateur=self.request.user, **self.criteres)
        axes, regions = chaleur(signaux), par_region(signaux)
        return super().get_context_data(
            **kwargs,
            demi_vie=regle("signal.demi_vie"),
            chaleur=axes,
            maximum=max(axe.poids for axe in axes) or 1,
            chronologie=chronologie(signaux, self.criteres.get("jusqu_au")),
            regions=regions,
            cases=repartir({region.code: nombre for region, nombre in regions}),
            localises=sum(nombre for _region, nombre in regions),
        )

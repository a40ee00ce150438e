from academie.diffusion.contenu import Contenu
from sessions.queries.agenda import filtre_demande
from sessions.queries.nouveaute import nouveautes_du_filtre
from sessions.views.agenda import FluxView


class NouveautesView(FluxView):
    """The last sessions opened among those that the address asks for. `forme` comes from the address."""

    forme = ""

    def contenu(self) -> Contenu:
        return nouveautes_du_filtre(filtre_demande(self.request.GET), self.forme)

from besoins.actions.rapport import demander_rapport, etablir_rapport
from besoins.models import Enquete
from besoins.queries.filtres import Filtre
from tests.besoins.exemples.resultats import enquete_lue


def rapport(d):
    """A report that is ready."""
    enquete = Enquete.objects.get(**enquete_lue(d))
    demande, _nouveau = demander_rapport(enquete=enquete, filtre=Filtre(enquete), par=d.concepteur)
    return etablir_rapport(rapport=demande)


EXEMPLES = {
    "besoins:rapport_list": lambda d: {"pk": rapport(d).enquete_id},
    "besoins:rapport_pdf": lambda d: {"pk": rapport(d).pk},
}

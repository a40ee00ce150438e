from django.db import transaction
from django_tasks import task

from academie.models import Utilisateur
from besoins.actions.rapport import abandonner_rapport, demander_rapport, etablir_rapport
from besoins.models import Enquete, Rapport
from besoins.queries.filtres import Filtre


@task()
def etablir(rapport_id: int) -> None:
    """A report given up meanwhile is no matter; any error is said on its page, and to the worker."""
    if rapport := Rapport.objects.filter(pk=rapport_id).first():
        try:
            etablir_rapport(rapport=rapport)
        except Exception:
            abandonner_rapport(rapport=rapport)
            raise


@transaction.atomic
def commander_rapport(*, enquete: Enquete, filtre: Filtre, par: Utilisateur) -> Rapport:
    """Have a report made in the background, once however many ask."""
    rapport, nouveau = demander_rapport(enquete=enquete, filtre=filtre, par=par)
    if nouveau:
        etablir.enqueue(rapport.pk)
    return rapport

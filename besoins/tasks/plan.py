from django.db import transaction
from django_tasks import task

from academie.models import Utilisateur
from besoins.actions.calcul import abandonner_calcul, demander_calcul, executer_calcul
from besoins.models import Calcul, PlanAnnuel


@task()
def calculer(calcul_id: int) -> None:
    """A plan forgotten meanwhile is no matter; any error is said on its page, and to the worker."""
    try:
        executer_calcul(calcul_id)
    except Calcul.DoesNotExist:
        return
    except Exception:
        abandonner_calcul(calcul_id)
        raise


@transaction.atomic
def commander_calcul(*, plan: PlanAnnuel, par: Utilisateur) -> Calcul:
    """Have the best plan searched in the background, once however many ask."""
    calcul, nouveau = demander_calcul(plan=plan, par=par)
    if nouveau:
        calculer.enqueue(calcul.pk)
    return calcul

from django_tasks import task

from sessions.actions import agenda
from sessions.models import EvenementPublie


@task()
def redire_les_agendas() -> None:
    agenda.reecrire_agendas()


def apres_changement() -> None:
    """Every half-day may be told otherwise: too many to be read while somebody waits."""
    if EvenementPublie.objects.exists():
        redire_les_agendas.enqueue()

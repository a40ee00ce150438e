"""Long lists of people are added in the background."""

from django.db import transaction
from django_tasks import task

from besoins.actions.importation import echouer_importation
from besoins.actions.liste import executer_liste, lancer_liste
from besoins.models import Importation
from besoins.queries.liste import LIGNES_MONTREES


@task()
def executer(importation_id: int) -> None:
    """An error that nobody foresaw is said on the page of the file, and to the worker."""
    try:
        executer_liste(importation_id)
    except Importation.DoesNotExist:
        return
    except Exception:
        echouer_importation(importation_id)
        raise


@transaction.atomic
def importer_liste(*, importation: Importation, laisser: bool) -> None:
    """Add the people of a file: at once when it is short, in the background otherwise; once however many ask."""
    if not lancer_liste(importation=importation, laisser=laisser):
        return
    if importation.lignes > LIGNES_MONTREES:
        executer.enqueue(importation.pk)
    else:
        executer_liste(importation.pk)

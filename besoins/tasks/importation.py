"""Files of answers are checked, then taken, in the background."""

from django.db import transaction
from django_tasks import task

from besoins.actions.importation import (
    controler_importation,
    echouer_importation,
    executer_importation,
    lancer_importation,
    verifier_importation,
)
from besoins.models import Importation

LIGNES_IMMEDIATES = 300


@task()
def controler(importation_id: int) -> None:
    _travailler(controler_importation, importation_id)


@task()
def executer(importation_id: int) -> None:
    _travailler(executer_importation, importation_id)


@transaction.atomic
def demander_verification(importation: Importation) -> None:
    """Check a file, at once when it is short, in the background otherwise; once however many ask."""
    if verifier_importation(importation=importation):
        _confier(importation, controler, controler_importation)


@transaction.atomic
def demander_importation(importation: Importation) -> None:
    """Take the answers of a file, at once or in the background; once however many ask."""
    if lancer_importation(importation=importation):
        _confier(importation, executer, executer_importation)


def _confier(importation: Importation, tache, travail) -> None:
    if importation.lignes > LIGNES_IMMEDIATES:
        tache.enqueue(importation.pk)
    else:
        travail(importation.pk)


def _travailler(travail, importation_id: int) -> None:
    """An importation given up meanwhile is no matter; any other error is said on its page, and to the worker."""
    try:
        travail(importation_id)
    except Importation.DoesNotExist:
        return
    except Exception:
        echouer_importation(importation_id)
        raise

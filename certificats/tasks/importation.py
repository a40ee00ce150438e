"""Files of the network are read, written and undone in the background."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from academie.actions.doublon import proposer_doublons
from academie.regles import regle
from certificats.actions.annulation_reseau import annuler_import, executer_annulation
from certificats.actions.ecriture_reseau import executer_import
from certificats.actions.importation import (
    lancer_import,
    lire_import,
    regler_colonnes,
    regler_structures,
    verifier_import,
)
from certificats.models import ImportationReseau
from certificats.queries.importation import interrompues

Etat = ImportationReseau.Etat
LIGNES_IMMEDIATES = 300
TRAVAUX = {Etat.VERIFICATION: lire_import, Etat.EN_COURS: executer_import, Etat.ANNULATION: executer_annulation}


@task()
def travailler(importation_id: int) -> None:
    """Do what the state of the import asks for. Interrupted, it is begun again and goes on where it stopped."""
    importation = ImportationReseau.objects.filter(pk=importation_id).first()
    if importation is not None and (travail := TRAVAUX.get(importation.etat)):
        travail(importation.pk)
        if travail is executer_import:
            proposer_doublons()


@transaction.atomic
def demander_lecture(importation: ImportationReseau) -> None:
    if verifier_import(importation=importation):
        _confier(importation)


@transaction.atomic
def relire_avec_colonnes(importation: ImportationReseau, correspondance: dict[str, str]) -> ImportationReseau:
    """Set the columns and read the file again, or neither."""
    reglee = regler_colonnes(importation=importation, correspondance=correspondance)
    demander_lecture(reglee)
    return reglee


@transaction.atomic
def relire_avec_structures(importation: ImportationReseau, choix: dict[str, str]) -> ImportationReseau:
    """Say what the unknown structures are and read the file again, or neither."""
    reglee = regler_structures(importation=importation, choix=choix)
    demander_lecture(reglee)
    return reglee


@transaction.atomic
def demander_import(importation: ImportationReseau, *, inviter: bool) -> None:
    if lancer_import(importation=importation, inviter=inviter):
        _confier(importation)


@transaction.atomic
def demander_annulation(importation: ImportationReseau) -> None:
    if annuler_import(importation=importation):
        _confier(importation)


def reprendre_les_imports() -> None:
    """A worker died in the middle: another goes on."""
    silence = timezone.now() - timedelta(minutes=regle("reseau.silence"))
    for pk in interrompues(silence):
        travailler.enqueue(pk)


def _confier(importation: ImportationReseau) -> None:
    """At once for a short file, to the worker for a long one."""
    if importation.lignes > LIGNES_IMMEDIATES:
        travailler.enqueue(importation.pk)
    else:
        travailler.call(importation.pk)

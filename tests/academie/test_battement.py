from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from academie.branchements.periodique import RAPPELS
from academie.tasks import battre, programmer_battement


@pytest.fixture
def appels():
    faits = []
    RAPPELS.append(lambda: faits.append("rappel"))
    yield faits
    RAPPELS.pop()


def battements_en_attente():
    return DBTaskResult.objects.filter(task_path=battre.module_path, status="READY")


def test_un_battement_appelle_chacun_et_prepare_le_suivant(db, appels, travailler):
    programmer_battement(timezone.now())
    travailler()
    assert appels == ["rappel"]
    suivant = battements_en_attente().get()
    assert timedelta(minutes=25) < suivant.run_after - timezone.now() <= timedelta(minutes=30)


def test_un_rappel_en_panne_n_arrete_ni_les_autres_ni_la_suite(db, appels, travailler):
    def panne():
        raise ZeroDivisionError

    RAPPELS.insert(0, panne)
    try:
        programmer_battement(timezone.now())
        travailler()
    finally:
        RAPPELS.remove(panne)
    assert appels == ["rappel"]
    assert battements_en_attente().exists()
    assert DBTaskResult.objects.filter(status="FAILED").count() == 1


def test_plusieurs_executants_n_ont_qu_un_battement(db):
    for _executant in range(3):
        programmer_battement(timezone.now())
    assert battements_en_attente().count() == 1

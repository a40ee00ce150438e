"""The worker through an outage of the database."""

import pytest
from django.core.management import call_command
from django.db import OperationalError
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from academie.management.commands import travailler
from academie.tasks import battre, programmer_battement


@pytest.fixture
def executant(db, monkeypatch):
    """Replaces the worker of the library: `executant(faire)`; the number of its starts is kept."""
    departs = []

    def remplacer(*gestes):
        def partir(nom, *, queue_name, worker_id):
            assert (nom, queue_name) == ("db_worker", "*")
            departs.append(worker_id)
            gestes[len(departs) - 1](worker_id)

        monkeypatch.setattr(travailler, "call_command", partir)
        monkeypatch.setattr(travailler, "PAUSE", 0)
        # The test's own transaction lives on this connection.
        monkeypatch.setattr(travailler.connections, "close_all", lambda: None)
        return departs

    return remplacer


def finir(worker_id: str) -> None:
    pass


def test_il_attend_la_base_et_reprend_ce_qu_il_faisait(executant):
    autre = battre.enqueue()
    DBTaskResult.objects.filter(pk=autre.id).update(status="RUNNING", worker_ids=["un-autre"])
    programmer_battement(timezone.now())

    def perdre(worker_id):
        DBTaskResult.objects.get(status="READY").claim(worker_id)
        raise OperationalError("server closed the connection")

    departs = executant(perdre, finir)
    call_command("travailler")
    assert len(departs) == 2
    assert len(set(departs)) == 1, "it knows its own tasks by its name"
    assert DBTaskResult.objects.get(pk=autre.id).status == "RUNNING", "of a worker that may be at it"
    assert DBTaskResult.objects.exclude(pk=autre.id).get().status == "READY"


def test_une_faute_l_arrete(executant):
    def faillir(worker_id):
        raise ZeroDivisionError

    departs = executant(faillir)
    with pytest.raises(ZeroDivisionError):
        call_command("travailler")
    assert len(departs) == 1

import gc
import shutil
from itertools import count

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis

from academie.diffusion.memoire import memoire as rendus
from academie.regles.memoire import memoire
from certificats import cles
from tests.alarmes import alarmes
from tests.distribution import distribuer

__all__ = ["alarmes"]

# A slow machine is no wrong result.
hypothesis.register_profile("academie", deadline=None, suppress_health_check=[HealthCheck.too_slow])
hypothesis.load_profile("academie")

# How the reason of a skip begins when a tool is missing.
ABSENT = "ABSENT"


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config, items):
    """What touches no database says the same on both: it runs once, on SQLite."""
    if connection.vendor == "postgresql":
        sans_base = {item for item in items if not (touche_la_base(item) or item.get_closest_marker("navigateur"))}
        items[:] = [item for item in items if item not in sans_base]
        config.hook.pytest_deselected(items=list(sans_base))


def touche_la_base(item) -> bool:
    return "django_db_setup" in item.fixturenames or item.get_closest_marker("django_db") is not None


def pytest_collection_finish():
    # What is loaded stays loaded: looked at again and again, it takes a tenth of the suite's time.
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)


def pytest_unconfigure():
    # The workers of xdist leave without the interpreter's own farewell.
    shutil.rmtree(settings.DOSSIER, ignore_errors=True)


def pytest_terminal_summary(terminalreporter):
    absents = {
        rapport.longrepr[2].removeprefix("Skipped: ")
        for rapport in terminalreporter.stats.get("skipped", [])
        if ABSENT in rapport.longrepr[2]
    }
    for absent in sorted(absents):
        terminalreporter.write_sep("!", f"{absent}: its tests were NOT run", red=True, bold=True)


@pytest.fixture(autouse=True)
def _cache_vide():
    cache.clear()
    memoire.endormir()
    rendus.vider()


CLES_RSA: list[str] = []
_nouvelle_cle_rsa = cles.nouvelle_cle_rsa


@pytest.fixture(autouse=True)
def _cles_rsa(monkeypatch):
    """An RSA key is long to make: the first that a test wants are those that the test before wanted."""
    rang = count()

    def nouvelle_cle_rsa() -> str:
        if (numero := next(rang)) >= len(CLES_RSA):
            CLES_RSA.append(_nouvelle_cle_rsa())
        return CLES_RSA[numero]

    monkeypatch.setattr(cles, "nouvelle_cle_rsa", nouvelle_cle_rsa)


@pytest.fixture
def travailler(db):
    """Run the queued jobs now, as the worker would, but in the test's own transaction: `travailler()`."""
    ouvrier = Worker(
        queue_names=["*"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id="tests",
        excluded_queue_names=[],
    )

    def tout_faire():
        while travail := DBTaskResult.objects.ready().first():
            travail.claim("tests")
            ouvrier.run_task(travail)

    return tout_faire


@pytest.fixture
def distribution(db):
    """The cast: six roles, and strangers who hold the same roles somewhere else."""
    return distribuer()


@pytest.fixture
def connecte(client):
    """Sign a person in: `connecte(distribution.animateur).get(url)`."""

    def connecter(utilisateur):
        client.force_login(utilisateur, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return connecter

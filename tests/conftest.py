import pytest
from django.core.cache import cache
from django_tasks_db.management.commands.db_worker import Worker

from tests.alarmes import alarmes

__all__ = ["alarmes"]


@pytest.fixture(autouse=True)
def _cache_vide():
    cache.clear()


@pytest.fixture
def travailler(db):
    """Run the queued jobs now, as the worker would: `travailler()`."""
    return Worker(
        queue_names=["*"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id="tests",
        excluded_queue_names=[],
    ).run

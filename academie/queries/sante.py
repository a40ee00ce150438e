from collections.abc import Callable
from uuid import uuid4

from django.core.cache import cache
from django.db import DatabaseError, connection
from django_tasks_db.models import DBTaskResult


def _base() -> None:
    connection.ensure_connection()
    with connection.cursor() as curseur:
        curseur.execute("SELECT 1")


def _cache() -> None:
    cle = f"sante:{uuid4()}"
    cache.set(cle, 1, 5)
    if cache.get(cle) != 1:
        raise ConnectionError
    cache.delete(cle)


def _file() -> None:
    DBTaskResult.objects.exists()


VERIFICATIONS: dict[str, Callable[[], None]] = {"base de données": _base, "cache": _cache, "file de tâches": _file}


def pannes() -> list[str]:
    """Return the names of what does not answer."""
    en_panne = []
    for nom, verifier in VERIFICATIONS.items():
        try:
            verifier()
        except (DatabaseError, OSError):
            en_panne.append(nom)
    return en_panne

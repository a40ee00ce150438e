import sqlite3
from collections.abc import Callable
from uuid import uuid4

from django.core.cache import cache
from django.db import Error, InterfaceError, OperationalError, connection
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
        except Exception as erreur:
            if not (isinstance(erreur, Error) or est_une_panne(erreur)):
                raise
            en_panne.append(nom)
    return en_panne


def est_une_panne(erreur: BaseException | None) -> bool:
    """Whether `erreur` says that the database or the cache is away, or too busy to answer: it passes by itself."""
    if isinstance(erreur, InterfaceError):
        return True
    if isinstance(erreur, OperationalError):
        # SQLite names so a missing table too, which does not pass.
        return getattr(erreur.__cause__, "sqlite_errorcode", None) != sqlite3.SQLITE_ERROR
    # By name: those of Python, and those of the clients of a cache (redis, valkey).
    return any(classe.__name__ in ("ConnectionError", "TimeoutError") for classe in type(erreur).__mro__)

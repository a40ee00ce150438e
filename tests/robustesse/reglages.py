"""The settings of a server that is a process of its own: those of the tests, with the cache of production."""

import os

from tests.settings import *  # noqa: F403
from tests.settings import DATABASES

ALLOWED_HOSTS = ["127.0.0.1"]
BASE_URL = os.environ["ADRESSE"]
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache_partage"},
}
if "sqlite" in DATABASES["default"]["ENGINE"]:
    DATABASES["default"]["OPTIONS"]["timeout"] = 1  # a test does not wait half a minute


class _SansMigrations:
    """A database of a test of its own is made from the models."""

    def __contains__(self, application):
        return True

    def __getitem__(self, application):
        return None


MIGRATION_MODULES = _SansMigrations()

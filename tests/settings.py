"""The product's own settings, made quick and deaf to the developer's `.env`."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

os.environ |= {"SECRET_KEY": "tests", "DEBUG": "0", "DEMO": "0", "BASE_URL": "http://testserver"}

from academie.config.settings import *  # noqa: F403
from academie.config.settings import DATABASES, STORAGES

# Every run, and every xdist worker, in a folder of its own.
DOSSIER = Path(tempfile.mkdtemp(prefix="academie-tests-"))
atexit.register(shutil.rmtree, DOSSIER, ignore_errors=True)

if "sqlite" in DATABASES["default"]["ENGINE"]:
    # On disk as in production: threads that race on a database in memory share one connection and prove nothing.
    DATABASES["default"]["TEST"] = {"NAME": DOSSIER / "base.sqlite3"}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
MEDIA_ROOT = DOSSIER / "documents"
STATIC_ROOT = DOSSIER / "static"
STATIC_ROOT.mkdir()
# The manifest wants `collectstatic`; the browser finds the files without.
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}

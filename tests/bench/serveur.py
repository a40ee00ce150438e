"""What `make bench` serves: `/plancher/…` by Django alone, everything else by the product."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.bench.reglages")

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.test import override_settings

from academie.config.wsgi import application as produit

settings.ROOT_URLCONF = "tests.bench.planchers"
with override_settings(MIDDLEWARE=[]):
    plancher = WSGIHandler()


def application(environ, start_response):
    servir = plancher if environ["PATH_INFO"].startswith("/plancher/") else produit
    return servir(environ, start_response)

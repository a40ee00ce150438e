"""The floor of a start: Django without a single application, and the smallest view."""

import django
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpResponse
from django.urls import path

settings.configure(ROOT_URLCONF=__name__, SECRET_KEY="bench", ALLOWED_HOSTS=["127.0.0.1"], MIDDLEWARE=[])
django.setup()

urlpatterns = [path("plancher/vue/", lambda request: HttpResponse("ok"))]
application = WSGIHandler()

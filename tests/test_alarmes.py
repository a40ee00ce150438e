"""The alarms themselves ring."""

import socket
import urllib.request
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.db import transaction
from django.http import HttpResponse
from django.template import Context, Origin, Template
from django.test import override_settings
from django.urls import path

from academie.models import Theme
from tests.alarmes import EcritureEnLecture, SortieInterdite, VariableIndefinie

NOTRE_GABARIT = Origin(str(Path(settings.TEMPLATES[0]["DIRS"][0]) / "besoins" / "page.html"))
GABARIT_DE_BIBLIOTHEQUE = Origin("/site-packages/crispy/page.html")


def ecrire(request):
    Theme.objects.create(slug="reseau", nom="Réseau")
    return HttpResponse("fait")


urlpatterns = [path("ecrire/", ecrire)]


def test_connection_to_the_outside_is_refused():
    with socket.socket() as prise, pytest.raises(SortieInterdite):
        prise.connect(("192.0.2.1", 80))


def test_name_of_the_outside_is_not_looked_up():
    with pytest.raises(SortieInterdite):
        urllib.request.urlopen("http://exemple.test/")


@pytest.mark.django_db
@override_settings(ROOT_URLCONF="tests.test_alarmes")
def test_get_that_writes_is_refused(client):
    with pytest.raises(EcritureEnLecture), transaction.atomic():
        client.get("/ecrire/")
    assert client.post("/ecrire/").status_code == 200


def test_undefined_variable_of_our_templates_is_refused():
    with pytest.raises(VariableIndefinie, match=r"besoins/page\.html: besoin\.titre"):
        Template("{{ besoin.titre }}", origin=NOTRE_GABARIT).render(Context({"besoin": SimpleNamespace()}))


def test_undefined_variable_of_a_library_is_left_empty():
    assert Template("[{{ attrs.x }}]", origin=GABARIT_DE_BIBLIOTHEQUE).render(Context()) == "[]"


def test_condition_on_an_undefined_variable_is_fine():
    assert Template("{% if x %}oui{% else %}non{% endif %}", origin=NOTRE_GABARIT).render(Context()) == "non"

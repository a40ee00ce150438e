"""Alarms that ring in every test, whatever it is about. `tests/conftest.py` switches them on."""

import re
import socket
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.core.handlers.base import BaseHandler
from django.db import connection
from django.template import engines

ICI = {"127.0.0.1", "::1", "localhost", None, ""}
GABARITS = Path(settings.TEMPLATES[0]["DIRS"][0])
# Overrides of a library's own vocabulary, which leaves what is not given undefined.
GABARITS_DE_BIBLIOTHEQUE = ("allauth/", "bootstrap5/", "django/", "admin/")
# A visitor who comes or goes is no deed.
TABLES_DE_SESSION = ("django_session",)
ECRITURE = re.compile(r'\s*(?:INSERT\s+(?:OR\s+\w+\s+)?INTO|UPDATE|DELETE\s+FROM)\s+"?(\w+)"?', re.IGNORECASE)


class SortieInterdite(AssertionError):
    """A test called the outside world."""


class EcritureEnLecture(AssertionError):
    """A GET wrote in the database."""


class VariableIndefinie(AssertionError):
    """One of our templates names a variable that its view does not give."""


def refuser_les_sorties(monkeypatch):
    def ici_seulement(appel):
        def verifier(prise, adresse):
            if prise.family in (socket.AF_INET, socket.AF_INET6) and adresse[0] not in ICI:
                raise SortieInterdite(f"a test opens a connection to {adresse[0]}")
            return appel(prise, adresse)

        return verifier

    def nom_d_ici(hote, *args, **kwargs):
        if hote not in ICI:
            raise SortieInterdite(f"a test looks up the name {hote}")
        return getaddrinfo(hote, *args, **kwargs)

    getaddrinfo = socket.getaddrinfo
    monkeypatch.setattr(socket.socket, "connect", ici_seulement(socket.socket.connect))
    monkeypatch.setattr(socket.socket, "connect_ex", ici_seulement(socket.socket.connect_ex))
    monkeypatch.setattr(socket, "getaddrinfo", nom_d_ici)


def refuser_d_ecrire_en_lecture(monkeypatch):
    def garde(executer, sql, params, many, context):
        ecriture = ECRITURE.match(sql)
        if ecriture and ecriture[1] not in TABLES_DE_SESSION:
            raise EcritureEnLecture(sql[:300])
        return executer(sql, params, many, context)

    def repondre(gestionnaire, request):
        if request.method not in ("GET", "HEAD", "OPTIONS"):
            return get_response(gestionnaire, request)
        with connection.execute_wrapper(garde):
            return get_response(gestionnaire, request)

    get_response = BaseHandler.get_response
    monkeypatch.setattr(BaseHandler, "get_response", repondre)


class Indefinie(str):
    """What Django prints in place of an undefined variable; here it raises, unless the template is a library's."""

    def __contains__(self, texte):
        return texte == "%s"

    def __mod__(self, variable):
        gabarit = self._gabarit()
        if gabarit and not gabarit.startswith(GABARITS_DE_BIBLIOTHEQUE):
            raise VariableIndefinie(f"{gabarit}: {variable}")
        return ""

    @staticmethod
    def _gabarit() -> str:
        """Return the path, under `templates/`, of the template being rendered; nothing for a library's."""
        cadre = sys._getframe(2)
        while cadre and cadre.f_code.co_name != "render_annotated":
            cadre = cadre.f_back
        chemin = Path(cadre.f_locals["self"].origin.name) if cadre else Path()
        return str(chemin.relative_to(GABARITS)) if chemin.is_relative_to(GABARITS) else ""


@pytest.fixture(autouse=True)
def alarmes(request, monkeypatch):
    refuser_les_sorties(monkeypatch)
    if "ecriture_en_lecture" not in request.keywords:
        refuser_d_ecrire_en_lecture(monkeypatch)
    if "gabarit_incomplet" not in request.keywords:
        monkeypatch.setattr(engines["django"].engine, "string_if_invalid", Indefinie("%s"))

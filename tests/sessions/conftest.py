import pytest

from tests.distribution import distribuer


@pytest.fixture
def d(db):
    """The cast."""
    return distribuer()


@pytest.fixture
def connecte(client):
    """`connecte(d.animateur)` gives a client signed in as this person."""

    def connecter(utilisateur):
        client.force_login(utilisateur, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return connecter

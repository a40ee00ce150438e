import threading

import pytest

from tests.besoins.tasks.serveur import Serveur


@pytest.fixture
def serveur(settings):
    """A web server on this machine, which the feeds may read in this test."""
    settings.FLUX_ADRESSES_LOCALES = True
    with Serveur() as ouvert:
        fil = threading.Thread(target=ouvert.serve_forever, kwargs={"poll_interval": 0.01})
        fil.start()
        yield ouvert
        ouvert.fini.set()
        ouvert.shutdown()
        fil.join()

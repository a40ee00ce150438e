from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from certificats.actions.cle import cle_active
from certificats.models import CleEmission

FOIS = 4


@pytest.mark.django_db(transaction=True)
def test_processes_that_sign_for_the_first_time_at_once_share_one_key():
    ensemble = Barrier(FOIS)

    def signer(_rang):
        ensemble.wait(timeout=10)
        try:
            return cle_active(CleEmission.Usage.BADGE_ED25519).kid
        finally:
            connection.close()

    with ThreadPoolExecutor(FOIS) as fils:
        kids = set(fils.map(signer, range(FOIS)))
    assert len(kids) == CleEmission.objects.count() == 1

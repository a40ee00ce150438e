"""A quota of tries per person or address, counted in the shared cache."""

from datetime import timedelta
from time import time

from django.core.cache import cache
from django.utils.crypto import salted_hmac

from academie.regles.table import regle


def essai_permis(cle: str, qui: str, *, periode: timedelta) -> bool:
    """Count one try of `qui` (an address, an account) under the rule `cle`; False once its quota is used up.

    Counts begin anew with each `periode` of the clock. Who tried is not readable in the cache.
    """
    duree = int(periode.total_seconds())
    # The period is in the key: some caches forget the time-out when they count.
    compteur = f"essais:{cle}:{salted_hmac(cle, qui).hexdigest()}:{int(time()) // duree}"
    if cache.add(compteur, 1, timeout=duree):
        return True
    try:
        return cache.incr(compteur) <= regle(cle)
    except ValueError:  # forgotten between the two calls
        return True

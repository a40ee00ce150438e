"""A piece of work in a process of its own, forked: Django is already there, and the memory told is its own."""

import os
import pickle
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from django.db import connections

from tests.bench.mesure import memoire

T = TypeVar("T")


# What a process of the product holds before it works; this one holds what the bench knows besides.
DEPART = memoire("self", "VmRSS")


class Travail(NamedTuple):
    secondes: float
    mega: float  # what a process of the product would hold at most, Django included
    resultat: Any


def mesurer_ailleurs(travail: Callable[[], object]) -> Travail:
    en_trop = memoire("self", "VmRSS") - DEPART

    def faire() -> Travail:
        debut = time.perf_counter()
        resultat = travail()
        return Travail(time.perf_counter() - debut, memoire("self", "VmHWM") - en_trop, resultat)

    return ailleurs(faire)


def ailleurs(travail: Callable[[], T]) -> T:
    """What `travail` returns, done by a child; the child's mistake is raised here."""
    connections.close_all()
    lecture, ecriture = os.pipe()
    if not (enfant := os.fork()):
        _faire(travail, ecriture)
    os.close(ecriture)
    with os.fdopen(lecture, "rb") as tube:
        recu = tube.read()
    os.waitpid(enfant, 0)
    fait, resultat = pickle.loads(recu)
    if not fait:
        raise RuntimeError(resultat)
    return resultat


def _faire(travail: Callable[[], object], ecriture: int) -> None:
    """Never returns. What the parent held at most is forgotten first."""
    Path("/proc/self/clear_refs").write_text("5")
    try:
        reponse = (True, travail())
    except BaseException:
        reponse = (False, traceback.format_exc())
    with os.fdopen(ecriture, "wb") as tube:
        pickle.dump(reponse, tube)
    connections.close_all()
    os._exit(0)

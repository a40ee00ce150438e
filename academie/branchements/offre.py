"""When and where programmes are given next, told by the house that plans it to those who describe the offer."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal


@dataclass(frozen=True, slots=True)
class Tenue:
    """A programme given once, open to enrolment, told at the hour of its place. Without a place it is given remotely."""

    programme: int
    url: str
    debut: datetime
    fin: datetime
    mode: Literal["presentiel", "distance", "hybride"]
    places: int
    lieu: str = ""
    rue: str = ""
    commune: str = ""
    region: str = ""


# Each gives, for programmes by primary key, how they are given next, soonest first.
TENUES: list[Callable[[Collection[int]], Iterable[Tenue]]] = []


def tenues(programmes: Collection[int]) -> dict[int, list[Tenue]]:
    """By programme; one without any is an empty list."""
    par_programme: dict[int, list[Tenue]] = defaultdict(list)
    for lire in TENUES:
        for tenue in lire(programmes):
            par_programme[tenue.programme].append(tenue)
    return par_programme

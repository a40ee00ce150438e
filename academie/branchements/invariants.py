from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Invariant:
    """A business truth that a live database must hold. `breches` yields one French sentence per breach."""

    nom: str
    breches: Callable[[], Iterable[str]]


INVARIANTS: list[Invariant] = []

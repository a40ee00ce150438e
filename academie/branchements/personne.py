from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Provenance:
    """Where an account comes from, in a sentence, and the page that tells more, for whoever holds `permission`."""

    phrase: str
    url: str
    permission: str


PROVENANCES: list[Callable[..., Iterable[Provenance]]] = []

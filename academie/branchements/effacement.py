"""A person asks what is held on them, or to be forgotten: each house answers for what it holds.

The houses are called in the order of INSTALLED_APPS, the Académie, which holds the identity, last.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Devenir:
    """What becomes of a kind of data when the person is erased. `pourquoi`: for what is kept, the reason and how long."""

    quoi: str
    pourquoi: str = ""

    @property
    def garde(self) -> bool:
        return bool(self.pourquoi)


# Sentences that say what prevents the erasure and what to do about it. None: nothing prevents it.
EMPECHEMENTS: list[Callable[..., Iterable[str]]] = []
# Each house erases its part, in the transaction of the whole: `effacer(personne, nom_visible=…)`, nom_visible: whether the
# name stays where certificates are verified.
EFFACEMENTS: list[Callable[..., None]] = []
# What the page says before: the same for everybody.
DEVENIRS: list[Callable[[], Iterable[Devenir]]] = []
# What a house holds on a person, `{name: value that JSON keeps}`.
DONNEES: list[Callable[..., dict]] = []

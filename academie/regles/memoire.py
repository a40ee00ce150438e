"""The values decided in the product, kept by each process: a rule costs no query, nor a database to who has none."""

from collections.abc import Callable, Iterable
from datetime import date
from time import monotonic

RELECTURE = 300.0  # seconds; a value takes effect on the day after it is decided, at the earliest

Lecture = Callable[[], Iterable[tuple[str, date, int]]]


class Memoire:
    """`lire` is given by who has the database; nothing is read until then."""

    def __init__(self):
        self.lire: Lecture | None = None
        self.echeance = 0.0
        self._valeurs: dict[str, list[tuple[date, int]]] = {}

    def valeurs(self, cle: str) -> list[tuple[date, int]]:
        if self.lire and monotonic() >= self.echeance:
            self.echeance = monotonic() + RELECTURE
            relues: dict[str, list[tuple[date, int]]] = {}
            for autre, depuis, valeur in self.lire():
                relues.setdefault(autre, []).append((depuis, valeur))
            self._valeurs = relues
        return self._valeurs.get(cle, [])

    def oublier(self) -> None:
        """A value has just been decided or withdrawn: read them again."""
        self.echeance = 0.0

    def endormir(self) -> None:
        """Forget every value and read none until one is decided: for tests."""
        self.echeance, self._valeurs = float("inf"), {}


memoire = Memoire()

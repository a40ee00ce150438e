"""The evidence that each house holds for an indicator of the quality framework."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Rangee:
    """One object that proves: where it is read, and a detail. No person, unless the indicator is about them."""

    libelle: str
    detail: str = ""
    url: str = ""


@dataclass(frozen=True)
class Preuve:
    """What is held: how many, and each one. `rangees(n)` gives the first `n`, `rangees(None)` all of them."""

    libelle: str
    nombre: int
    rangees: Callable[[int | None], Iterable[Rangee]]
    url: str = ""


def preuve(libelle: str, objets, rangee: Callable[..., Rangee], url: str = "") -> Preuve:
    """Every row of a queryset as evidence, each told by `rangee`."""
    return Preuve(libelle, objets.count(), lambda combien: map(rangee, objets[:combien]), url)


@dataclass(frozen=True)
class Manque:
    """What the product knows to be missing, in a sentence, and where to see to it."""

    phrase: str
    url: str = ""


@dataclass(frozen=True)
class Piece:
    """A file for the auditor. `contenu` is called when it is written."""

    nom: str
    contenu: Callable[[], bytes]
    nominative: bool = False


@dataclass(frozen=True)
class Apport:
    preuves: list[Preuve] = field(default_factory=list)
    manques: list[Manque] = field(default_factory=list)


# By indicator: what is held about a year, or since ever when None; and the files that go with it.
PREUVES: dict[int, list[Callable[[int | None], Apport]]] = defaultdict(list)
PIECES: dict[int, list[Callable[[int | None], Iterable[Piece]]]] = defaultdict(list)


def brancher(preuves: dict[int, Callable], documents: dict[int, Callable] | None = None) -> None:
    """What a house proves, by indicator, and the files that it gives."""
    for indicateur, fournisseur in preuves.items():
        PREUVES[indicateur].append(fournisseur)
    for indicateur, fournisseur in (documents or {}).items():
        PIECES[indicateur].append(fournisseur)


def apport(indicateur: int, annee: int | None = None) -> Apport:
    """What every house holds for an indicator, and what each knows to be missing."""
    apports = [fournisseur(annee) for fournisseur in PREUVES.get(indicateur, ())]
    return Apport(
        [preuve for un in apports for preuve in un.preuves], [manque for un in apports for manque in un.manques]
    )


def pieces(indicateur: int, annee: int | None = None) -> Iterator[Piece]:
    for fournisseur in PIECES.get(indicateur, ()):
        yield from fournisseur(annee)

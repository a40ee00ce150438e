"""What downstream houses bring to the catalogue of programmes, which knows none of them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

# What downstream houses show on a programme's public page: each gives, for a programme, a (template, context) pair.
# The template finds its context under the name `encart`.
ENCARTS: list[Callable[..., tuple[str, dict]]] = []


def encarts(programme) -> list[dict]:
    return [
        {"gabarit": gabarit, "contexte": contexte} for gabarit, contexte in (encart(programme) for encart in ENCARTS)
    ]


@dataclass(frozen=True)
class Alternative:
    """The same, for programs to follow (`<link rel="alternate">`)."""

    type: str
    titre: str
    url: str


# What downstream houses let programs follow of a programme.
ALTERNATIVES: list[Callable[..., Iterable[Alternative]]] = []


def alternatives(programme) -> list[Alternative]:
    return [alternative for suivre in ALTERNATIVES for alternative in suivre(programme)]


@dataclass(frozen=True)
class Facette:
    """A way to narrow the catalogue: several values may be chosen, any of them will do.

    Args:
        nom: its parameter in the address.
        choix: label of each value, in the order to show.
        apres: the facet without which this one would be too long to show.
    """

    nom: str
    libelle: str
    choix: Mapping[str, str]
    apres: str = ""


@dataclass(frozen=True)
class Faits:
    """Facts about programmes, each with one value per facet or none; a fact suits when all its facets do.

    Args:
        programmes: the primary key of each fact's programme, in the order that says which fact comes first.
        colonnes: by facet, the value of each fact.
        dire: tells one fact in a few words, by its rank, to show the first that suits beside its programme.
        jusqu_a: when the facts stop being true by themselves.
    """

    titre: str
    facettes: Sequence[Facette]
    programmes: Sequence[int]
    colonnes: Mapping[str, Sequence[str | None]]
    dire: Callable[[int], str] | None = None
    jusqu_a: datetime | None = None


@dataclass(frozen=True)
class Source:
    """Facts and what tells that they have changed.

    Args:
        marque: one cheap query; facts are read again when it changes, and always while it is None.
    """

    marque: Callable[[], object]
    lire: Callable[[], Faits]


SOURCES: list[Source] = []


@dataclass(frozen=True)
class Suggestion:
    """A programme for somebody, and why, in a sentence."""

    titre: str
    url: str
    raison: str


# Each gives, for a signed-in person, the programmes that would serve them, the best first.
SUGGESTIONS: list[Callable[..., Iterable[Suggestion]]] = []


def suggestions(utilisateur) -> list[Suggestion]:
    """Nothing for a visitor."""
    if not utilisateur.is_authenticated:
        return []
    return [suggestion for suggerer in SUGGESTIONS for suggestion in suggerer(utilisateur)]


@dataclass(frozen=True)
class Secours:
    """What one may do when nothing was found."""

    libelle: str
    url: str


# Each gives, for the choices in force ({facet: values}), what else could be done.
SECOURS: list[Callable[[Mapping[str, Sequence[str]]], Iterable[Secours]]] = []


def secours(choix: Mapping[str, Sequence[str]]) -> list[Secours]:
    return [issue for proposer in SECOURS for issue in proposer(choix)]

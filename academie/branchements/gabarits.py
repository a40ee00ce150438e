"""The messages that the houses write: what each is for, what it may say, and whether gestionnaires may rewrite it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Exemples:
    """Real cases to preview a message with: `(value, label)` pairs, then the strings of one of them."""

    libelle: str
    chercher: Callable[[str], list[tuple[str, str]]]
    contexte: Callable[[str, str], Mapping[str, str]]


@dataclass(frozen=True, kw_only=True)
class Gabarit:
    """A message. `code` is its file: the subject on the first line, then the text.

    With `variables` (name, French description) the file is a text with places `{{ name }}` that gestionnaires may
    rewrite; without, it is a Django template that only the product writes.
    """

    code: str
    theme: str
    titre: str
    quand: str
    a_qui: str
    variables: Mapping[str, str] = field(default_factory=dict)
    obligatoires: frozenset[str] = frozenset()
    groupable: bool = False
    exemples: Exemples | None = None

    @property
    def modifiable(self) -> bool:
        return bool(self.variables)


GABARITS: dict[str, Gabarit] = {}


def brancher(*gabarits: Gabarit) -> None:
    GABARITS.update({gabarit.code: gabarit for gabarit in gabarits})

"""The file of a session: for each document, who has it and who lacks it. Each provider gives one column."""

from collections.abc import Callable
from dataclasses import dataclass, field

PRET, MANQUE, SANS_OBJET = "pret", "manque", "sans_objet"


@dataclass(frozen=True)
class Document:
    """How a document stands for one person or one structure: `pret`, `manque` or `sans_objet`, in words, and where."""

    situation: str
    libelle: str
    url: str = ""


@dataclass(frozen=True)
class Colonne:
    """A document of the file, by the key of the enrolment, or of the structure."""

    titre: str
    documents: dict[int, Document] = field(default_factory=dict)


# Each is called with the session and its enrolments that hold a seat, and answers in a constant number of queries.
PAR_PERSONNE: list[Callable[..., Colonne]] = []
PAR_STRUCTURE: list[Callable[..., Colonne]] = []


def colonnes(fournisseurs, session, inscriptions) -> list[Colonne]:
    return [fournisseur(session, inscriptions) for fournisseur in fournisseurs]

"""A text with places to fill: `{{ prenom }}`, and nothing else. It has no tag, no filter, no attribute: nothing runs."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import Enum

from academie.courrier.forme import neutraliser

PLACE = re.compile(r"\{\{[ \t]*([a-z][a-z0-9_]*)[ \t]*\}\}")
_ACCOLADES = re.compile(r"\{\{[^\n{}]{0,60}\}{0,2}|\{[%#][^\n]{0,60}|\}\}|[%#]\}")
_COMMANDES = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_BLANCS = re.compile(r"[ \t\n]+")
_LIGNES_VIDES = re.compile(r"\n{3,}")


class Genre(Enum):
    """What is wrong with a text."""

    SYNTAXE = "syntaxe"
    INCONNUE = "inconnue"
    ABSENTE = "absente"


@dataclass(frozen=True)
class Faute:
    genre: Genre
    morceau: str


def fautes(texte: str, variables: Collection[str], obligatoires: Collection[str] = ()) -> list[Faute]:
    """What prevents this text from being filled, each once, in the order of the text."""
    nommees = PLACE.findall(texte)
    trouvees = [Faute(Genre.INCONNUE, nom) for nom in nommees if nom not in variables]
    trouvees += [Faute(Genre.SYNTAXE, morceau.strip()) for morceau in _ACCOLADES.findall(PLACE.sub("", texte))]
    trouvees += [Faute(Genre.ABSENTE, nom) for nom in obligatoires if nom not in nommees]
    return list(dict.fromkeys(trouvees))


def remplir(texte: str, valeurs: Mapping[str, str]) -> str:
    """Fill the places once: what a value holds is never read again, nor taken for form.

    A line made of places that are all empty disappears. A place without value is left empty.
    """
    lignes = []
    for ligne in texte.replace("\r\n", "\n").split("\n"):
        noms = PLACE.findall(ligne)
        if noms and not PLACE.sub("", ligne).strip() and not any(valeurs.get(nom) for nom in noms):
            continue
        lignes.append(PLACE.sub(lambda place: neutraliser(_COMMANDES.sub("", valeurs.get(place[1], ""))), ligne))
    return _LIGNES_VIDES.sub("\n\n", "\n".join(lignes)).strip()


def remplir_ligne(texte: str, valeurs: Mapping[str, str]) -> str:
    """The same for a subject: one line, no form."""
    rempli = PLACE.sub(lambda place: valeurs.get(place[1], ""), texte)
    return _BLANCS.sub(" ", _COMMANDES.sub("", rempli)).strip()

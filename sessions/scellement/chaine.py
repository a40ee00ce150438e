"""Fingerprints that follow one another: to change one link, one would have to change all those after it."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256

from sessions.scellement.canonique import canonique

ORIGINE = "0" * 64


@dataclass(frozen=True)
class Maillon:
    """A link as it is kept. `contenu` is the very text that was hashed."""

    numero: int
    contenu: str
    precedent: str
    empreinte: str


def empreinte_du_maillon(precedent: str, contenu: str) -> str:
    """SHA-256, in hexadecimal, of the previous fingerprint, a line feed and the content, in UTF-8."""
    return sha256(f"{precedent}\n{contenu}".encode()).hexdigest()


def breches_de_la_chaine(maillons: Sequence[Maillon], *, nombre: int, derniere: str) -> Iterator[str]:
    """One French sentence for each break. `nombre` and `derniere` are kept apart: they tell a tail that was cut."""
    precedent = ORIGINE
    for rang, maillon in enumerate(maillons, start=1):
        if maillon.numero != rang:
            yield f"l'enregistrement n° {maillon.numero} est à la place du n° {rang}"
        if maillon.precedent != precedent:
            yield f"l'enregistrement n° {maillon.numero} ne suit pas celui qui le précède"
        if maillon.empreinte != empreinte_du_maillon(maillon.precedent, maillon.contenu):
            yield f"l'enregistrement n° {maillon.numero} n'a pas l'empreinte de son contenu"
        elif not est_canonique(maillon.contenu):
            yield f"l'enregistrement n° {maillon.numero} n'est pas sous sa forme canonique"
        precedent = maillon.empreinte
    if len(maillons) != nombre:
        yield f"{len(maillons)} enregistrements au lieu de {nombre}"
    if precedent != derniere:
        yield "la dernière empreinte n'est pas celle qui a été retenue"


def est_canonique(contenu: str) -> bool:
    try:
        return canonique(json.loads(contenu)) == contenu
    except (ValueError, RecursionError):
        return False

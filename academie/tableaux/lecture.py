import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

from academie.tableaux.classeur import ILLISIBLE, rangees_de_classeur
from academie.tableaux.erreur import VIDE, ErreurTableau
from academie.tableaux.texte import rangees_de_texte

COLONNES_MAXIMUM = 16_384
ARCHIVE = b"PK\x03\x04"
ANCIEN_CLASSEUR = b"\xd0\xcf\x11\xe0"  # .xls, and .xlsx under a password
# A header names things: it is neither figures only, nor somebody's address.
FIGURE = re.compile(r"[\d\s.,%€-]+")
ADRESSE = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


@dataclass(frozen=True)
class Tableau:
    """`lignes` gives (number as a spreadsheet shows it, as many cells as `entetes`), while the file is open."""

    entetes: list[str]
    lignes: Iterator[tuple[int, list[str]]]


def lire_tableau(fichier: IO[bytes], nom: str, *, lignes_maximum: int | None = None) -> Tableau:
    """The table of a CSV or XLSX file, by its content; `nom` only helps to say what is wrong. Empty rows are skipped.

    Raises:
        ErreurTableau: here for the header, or from `lignes` when a row is wrong.
    """
    rangees = _pleines(_rangees(fichier, nom))
    numero, premiere = next(rangees, (0, []))
    if not premiere:
        raise ErreurTableau(0, VIDE)
    entetes = _entetes(numero, premiere)
    return Tableau(entetes, _lignes(rangees, len(entetes), lignes_maximum))


def _rangees(fichier: IO[bytes], nom: str) -> Iterator[tuple[int, list[str]]]:
    fichier.seek(0)
    debut = fichier.read(4)
    if debut == ARCHIVE:
        return rangees_de_classeur(fichier)
    if debut == ANCIEN_CLASSEUR or nom.lower().endswith((".xlsx", ".xls", ".ods")):
        raise ErreurTableau(0, ILLISIBLE)
    return rangees_de_texte(fichier)


def _pleines(rangees: Iterator[tuple[int, list[str]]]) -> Iterator[tuple[int, list[str]]]:
    for numero, rangee in rangees:
        cases = "".join(rangee)
        if "\0" in cases:
            raise ErreurTableau(numero, "un caractère nul : ce n'est pas un fichier de texte.")
        if cases and not cases.isspace():
            yield numero, rangee


def _entetes(numero: int, rangee: list[str]) -> list[str]:
    entetes = [" ".join(case.split()) for case in rangee]
    while not entetes[-1]:
        entetes.pop()
    if len(entetes) > COLONNES_MAXIMUM:
        raise ErreurTableau(numero, f"plus de {COLONNES_MAXIMUM} colonnes : ce n'est pas un tableau.")
    if all(not nom or FIGURE.fullmatch(nom) for nom in entetes) or any(map(ADRESSE.fullmatch, entetes)):
        raise ErreurTableau(numero, "la première ligne doit porter les noms des colonnes.")
    entetes = [nom or f"(colonne {rang})" for rang, nom in enumerate(entetes, start=1)]
    vus: set[str] = set()
    for nom in entetes:
        if nom in vus:
            raise ErreurTableau(numero, f"deux colonnes s'appellent « {nom} » : donnez à chacune son nom.")
        vus.add(nom)
    return entetes


def _lignes(rangees, largeur: int, lignes_maximum: int | None) -> Iterator[tuple[int, list[str]]]:
    for rang, (numero, rangee) in enumerate(rangees, start=1):
        if lignes_maximum is not None and rang > lignes_maximum:
            raise ErreurTableau(numero, f"le fichier a plus de {lignes_maximum} lignes : partagez-le en plusieurs.")
        if any(rangee[largeur:]):
            raison = (
                f"{len(rangee)} cases pour {largeur} colonnes : un séparateur de trop, ou un texte sans guillemets."
            )
            raise ErreurTableau(numero, raison)
        yield numero, rangee[:largeur] + [""] * (largeur - len(rangee))

"""Tables that people take: CSV as French spreadsheets open it, XLSX in constant memory, nothing that runs."""

import csv
import io
import tempfile
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import IO

from academie.tableaux.surete import cellule_sure

Case = str | int | float | Decimal | date | None
TABLEUR = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"  # the type of a file that `ecrire_classeur` writes
LIGNES_PAR_MORCEAU = 200


def lignes_csv(rangees: Iterable[list[Case]]) -> Iterator[str]:
    """UTF-8 with its mark, semicolons, decimal commas, days as 2026-03-31; a few hundred rows at a time."""
    tampon = io.StringIO("\ufeff", newline="")
    tampon.seek(0, io.SEEK_END)
    ecrivain = csv.writer(tampon, delimiter=";")
    for rang, rangee in enumerate(rangees, start=1):
        ecrivain.writerow([_texte(case) for case in rangee])
        if rang % LIGNES_PAR_MORCEAU == 0:
            yield tampon.getvalue()
            tampon.seek(0)
            tampon.truncate()
    yield tampon.getvalue()


def ecrire_classeur(feuilles: dict[str, Iterable[list[Case]]]) -> IO[bytes]:
    """A temporary XLSX file, at its beginning; closing it erases it. The first row of each sheet is its header."""
    import xlsxwriter  # slow to load

    fichier = tempfile.TemporaryFile()  # noqa: SIM115 – the caller's to close
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(fichier, options) as livre:
        gras = livre.add_format({"bold": True})
        jour = livre.add_format({"num_format": "dd/mm/yyyy"})
        for nom, rangees in feuilles.items():
            feuille = livre.add_worksheet(nom)
            feuille.freeze_panes(1, 1)
            for numero, rangee in enumerate(rangees):
                for colonne, case in enumerate(rangee):
                    _ecrire(feuille, numero, colonne, case, jour, gras if numero == 0 else None)
    fichier.seek(0)
    return fichier


def _ecrire(feuille, numero: int, colonne: int, case: Case, jour, gras) -> None:
    if isinstance(case, str):
        if case:
            feuille.write_string(numero, colonne, cellule_sure(case), gras)
    elif isinstance(case, date):
        feuille.write_datetime(numero, colonne, case, jour)
    elif case is not None:
        feuille.write_number(numero, colonne, case)


def _texte(case: Case) -> str:
    match case:
        case str():
            return cellule_sure(case)
        case None:
            return ""
        case Decimal():
            return chiffres(case).replace(".", ",")
        case float():
            return repr(case).replace(".", ",")
        case date():
            return case.isoformat()
    return str(case)


def chiffres(nombre: Decimal) -> str:
    """Without useless zeros nor exponent: 2.5000 is "2.5", 1E+2 is "100"."""
    texte = f"{nombre:f}"
    return texte.rstrip("0").rstrip(".") if "." in texte else texte

"""XLSX: the first sheet that holds something, every cell as the text that a person would have typed."""

import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import IO

from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from academie.tableaux.erreur import ErreurTableau

MORCEAU = 1 << 20
# A sheet is laid out whole in memory, empty cells included: one cell far away may ask for billions of them.
CASES_MAXIMUM = 5_000_000
OCTETS_PAR_CASE = 60
CASE = re.compile(rb'<(?:c|row)\b[^>]*? r="([A-Z]{0,3})(\d{1,7})"')
TROP_GRAND = "ce classeur est trop grand, ou une case perdue très loin l'agrandit : enregistrez-le en CSV."
ILLISIBLE = (
    "ce fichier n'est pas un classeur lisible. S'il est protégé par un mot de passe, ou d'un ancien format (.xls), "
    "enregistrez-le en XLSX sans mot de passe, ou en CSV."
)


def rangees_de_classeur(fichier: IO[bytes]) -> Iterator[tuple[int, list[str]]]:
    """Rows of the first sheet that holds something, numbered as in the sheet."""
    try:
        _mesurer(fichier)
        fichier.seek(0)
        classeur = CalamineWorkbook.from_filelike(fichier)
        for feuille in classeur.sheets_metadata:
            if feuille.typ == SheetTypeEnum.WorkSheet and feuille.visible == SheetVisibleEnum.Visible:
                contenu = classeur.get_sheet_by_name(feuille.name)
                if contenu.height:
                    for numero, rangee in enumerate(contenu.iter_rows(), start=1):
                        yield numero, [_texte(valeur) for valeur in rangee]
                    return
    except (CalamineError, zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError) as erreur:
        raise ErreurTableau(0, ILLISIBLE) from erreur


def _mesurer(fichier: IO[bytes]) -> None:
    fichier.seek(0)
    with zipfile.ZipFile(fichier) as archive:
        if sum(piece.file_size for piece in archive.infolist()) > OCTETS_PAR_CASE * CASES_MAXIMUM:
            raise ErreurTableau(0, TROP_GRAND)
        for piece in archive.infolist():
            if piece.filename.startswith("xl/worksheets/") and piece.filename.endswith(".xml"):
                with archive.open(piece) as feuille:
                    _mesurer_feuille(feuille)
        if "xl/workbook.xml" not in archive.namelist():
            raise ErreurTableau(0, ILLISIBLE)


def _mesurer_feuille(feuille) -> None:
    largeur = hauteur = 1
    reste = b""
    for morceau in iter(partial(feuille.read, MORCEAU), b""):
        octets = reste + morceau
        for colonne, rangee in CASE.findall(octets):
            largeur = max(largeur, _rang(colonne))
            hauteur = max(hauteur, int(rangee))
        if largeur * hauteur > CASES_MAXIMUM:
            raise ErreurTableau(0, TROP_GRAND)
        reste = octets[-200:]


def _rang(colonne: bytes) -> int:
    """`A` is 1, `Z` 26, `AA` 27."""
    rang = 0
    for lettre in colonne:
        rang = 26 * rang + lettre - 64
    return rang


def _texte(valeur) -> str:
    match valeur:
        case str():
            return valeur
        case bool():
            return "VRAI" if valeur else "FAUX"
        case float() if valeur.is_integer() and abs(valeur) < 1e15:
            return str(int(valeur))
        case datetime() if valeur.time() == time():
            return valeur.date().isoformat()
        case date() | datetime() | time():
            return valeur.isoformat(" ") if isinstance(valeur, datetime) else valeur.isoformat()
        case timedelta():
            return str(valeur)
    return str(valeur)

"""What people write in a cell for a day or a number."""

import re
import unicodedata
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation

MOIS = [
    "janvier",
    "fevrier",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "aout",
    "septembre",
    "octobre",
    "novembre",
    "decembre",
]
# The day that spreadsheets count from; a serial before 1954 or after 2119 is no day of somebody at work.
ORIGINE, SERIES = date(1899, 12, 30), range(20_000, 80_000)
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[ T].*)?")
_FRANCAIS = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})(?:[ T].*)?")
_EN_LETTRES = re.compile(r"(?:(\d{1,2})(?:er)? )?([a-z]+)\.? (\d{4})")
_MOIS_ET_ANNEE = re.compile(r"(\d{1,2})/(\d{4})")
PIVOT = 70


def lire_jour(texte: str) -> date:
    """A day: 2021-09-01, 01/09/2021, 1.9.21, "1er septembre 2021", "sept. 2021" (its first day), a spreadsheet's serial.

    Raises:
        ValueError: something else, or a day that no calendar has.
    """
    mot = _sans_accents(texte)
    if mot.isascii() and mot.isdecimal() and int(mot[:6]) in SERIES and len(mot) == 5:
        return ORIGINE + timedelta(days=int(mot))
    if lu := _ISO.fullmatch(mot):
        return date(int(lu[1]), int(lu[2]), int(lu[3]))
    if lu := _FRANCAIS.fullmatch(mot):
        return date(_annee(lu[3]), int(lu[2]), int(lu[1]))
    if lu := _MOIS_ET_ANNEE.fullmatch(mot):
        return date(int(lu[2]), int(lu[1]), 1)
    if lu := _EN_LETTRES.fullmatch(mot):
        return date(int(lu[3]), _mois(lu[2]), int(lu[1] or 1))
    raise ValueError(texte)


def lire_nombre(texte: str) -> Decimal:
    """A number as people write it: "1 234,5", "14 h", "14h30" (14.5).

    Raises:
        ValueError: something else.
    """
    mot = re.sub(r"\s", "", texte.lower()).removesuffix("heures").removesuffix("heure")
    if lu := re.fullmatch(r"(\d{1,4})h(\d{2})?", mot):
        return Decimal(lu[1]) + Decimal(lu[2] or 0) / 60
    if not re.fullmatch(r"\d{1,9}([.,]\d{1,9})?", mot, re.ASCII):
        raise ValueError(texte)
    try:
        return Decimal(mot.replace(",", "."))
    except InvalidOperation as erreur:
        raise ValueError(texte) from erreur


def _sans_accents(texte: str) -> str:
    decompose = unicodedata.normalize("NFKD", texte.casefold())
    return " ".join("".join(c for c in decompose if not unicodedata.combining(c)).split())


def _annee(texte: str) -> int:
    """Two figures: this century up to 69, the last one from 70."""
    annee = int(texte)
    return annee if len(texte) == 4 else annee + (1900 if annee >= PIVOT else 2000)


def _mois(texte: str) -> int:
    """A month, or its beginning, when it begins no other."""
    possibles = [rang for rang, mois in enumerate(MOIS, start=1) if mois.startswith(texte)]
    if len(texte) < 3 or len(possibles) != 1:
        raise ValueError(texte)
    return possibles[0]

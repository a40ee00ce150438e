"""CSV, as it comes: its encoding and its separator are found out, its rows are read one by one."""

import codecs
import csv
import io
import re
from collections.abc import Iterator
from functools import partial
from itertools import islice
from typing import IO

from charset_normalizer import from_bytes

from academie.tableaux.erreur import VIDE, ErreurTableau

MORCEAU = 1 << 20
# What spreadsheets of the last thirty years write on Windows, on Macs, in DOS windows.
ANCIENS = ["cp1252", "mac_roman", "cp850"]
MARQUES = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
SEPARATEURS = ";,\t|"
AUCUN = "\x1f"  # one column: a separator that no text holds
LIGNES_SONDEES = 50
AUTRE_CHOSE = ("<", "{", "[", "%PDF")


def rangees_de_texte(fichier: IO[bytes]) -> Iterator[tuple[int, list[str]]]:
    """Rows numbered as a spreadsheet shows them: a row whose cells hold line breaks is one row."""
    encodage = _encodage(fichier)
    separateur = _separateur(fichier, encodage)
    fichier.seek(0)
    texte = io.TextIOWrapper(io.BufferedReader(_Emprunt(fichier)), encodage, newline="")
    numero = 0
    try:
        for numero, rangee in enumerate(csv.reader(texte, delimiter=separateur, strict=True), start=1):
            yield numero, rangee
    except csv.Error as erreur:
        raison = "un guillemet ouvre une case qui n'est jamais fermée, ou suit un texte déjà fermé."
        raise ErreurTableau(numero + 1, raison) from erreur
    except UnicodeDecodeError as erreur:
        raise ErreurTableau(numero + 1, "cette ligne n'est pas du texte.") from erreur


class _Emprunt(io.RawIOBase):
    """The caller's file, which stays open when its text is closed."""

    def __init__(self, fichier: IO[bytes]):
        self._fichier = fichier

    def readable(self):
        return True

    def readinto(self, place):
        octets = self._fichier.read(len(place))
        place[: len(octets)] = octets
        return len(octets)


def _encodage(fichier: IO[bytes]) -> str:
    """UTF-8 when the whole file is; otherwise the old encoding whose words look most like words."""
    fichier.seek(0)
    debut = fichier.read(3)
    for marque, encodage in MARQUES.items():
        if debut.startswith(marque):
            return encodage
    fichier.seek(0)
    decodeur, lignes, valide = codecs.getincrementaldecoder("utf-8")(), 1, True
    for morceau in iter(partial(fichier.read, MORCEAU), b""):
        if (nul := morceau.find(b"\0")) >= 0:
            lignes += morceau.count(b"\n", 0, nul)
            raise ErreurTableau(lignes, "un caractère nul : ce n'est pas un fichier de texte.")
        try:
            decodeur.decode(morceau)
        except UnicodeDecodeError:
            return _ancien_encodage(morceau, lignes)
        lignes += morceau.count(b"\n")
        valide = not decodeur.getstate()[0]
    return "utf-8" if valide else "cp1252"


def _ancien_encodage(morceau: bytes, lignes: int) -> str:
    texte = morceau.decode("utf-8", "replace")
    abimes = texte.count("\ufffd")
    if abimes * 10 < sum(1 for lettre in texte if lettre > "\x7f"):
        lignes += texte.count("\n", 0, texte.index("\ufffd"))
        raise ErreurTableau(lignes, "un caractère abîmé dans un fichier en UTF-8 : enregistrez-le à nouveau.")
    trouve = from_bytes(morceau[: MORCEAU // 4], cp_isolation=ANCIENS).best()
    return trouve.encoding if trouve else "latin-1"


def _separateur(fichier: IO[bytes], encodage: str) -> str:
    """The one that cuts the header into several columns, and most rows into as many."""
    fichier.seek(0)
    echantillon = fichier.read(MORCEAU).decode(encodage, "ignore").lstrip("\ufeff")
    if echantillon.lstrip().startswith(AUTRE_CHOSE):
        raise ErreurTableau(0, "ce fichier n'est pas un tableau : enregistrez-le en CSV ou en XLSX.")
    if not re.search(r"\w", echantillon):
        raise ErreurTableau(0, VIDE)
    notes = {separateur: _regularite(echantillon, separateur) for separateur in SEPARATEURS}
    meilleur = max(SEPARATEURS, key=lambda separateur: notes[separateur])
    return meilleur if notes[meilleur] > (0, 0) else AUCUN


def _regularite(echantillon: str, separateur: str) -> tuple[float, int]:
    rangees = []
    try:
        lecteur = csv.reader(io.StringIO(echantillon, newline=""), delimiter=separateur)
        rangees = list(islice(filter(None, lecteur), LIGNES_SONDEES))
    except csv.Error:
        return 0, 0
    largeur = len(rangees[0]) if rangees else 0
    if largeur < 2:
        return 0, 0
    # The last row of the sample may be cut.
    pleines = rangees[:-1] or rangees
    return sum(len(rangee) == largeur for rangee in pleines) / len(pleines), largeur

"""Files of people: which column holds what, and the places that cells name. Shared by the houses that import."""

from collections.abc import Iterable, Iterator, Mapping
from typing import BinaryIO, cast

from django.core.files import File
from django.db.models import Q
from django.utils.translation import gettext as _

from academie.models import Territoire
from academie.models.territoire import normaliser
from academie.regles import Refus
from academie.tableaux import ErreurTableau, Tableau, cellule_lue, lire_tableau


def compter_lignes(fichier: File, *, lignes_maximum: int, vide: str) -> tuple[list[str], int]:
    """The headers of a file and how many lines it has.

    Raises:
        Refus: it is no table, or it has no line, which `vide` says.
    """
    try:
        tableau = lire_tableau(cast(BinaryIO, fichier), str(fichier.name), lignes_maximum=lignes_maximum)
        lignes = sum(1 for _ligne in tableau.lignes)
    except ErreurTableau as erreur:
        ou = _("Ligne %(n)d\xa0:") % {"n": erreur.ligne} if erreur.ligne else _("Fichier refusé\xa0:")
        raise Refus(f"{ou} {erreur.raison}", champ="fichier") from erreur
    if not lignes:
        raise Refus(vide, champ="fichier")
    return tableau.entetes, lignes


def deviner_colonnes(entetes: list[str], noms: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """The header that seems to hold each column, by its usual names; those that nothing resembles are left out."""
    par_nom = {normaliser(entete): entete for entete in reversed(entetes)}
    trouvees = {
        colonne: next((par_nom[nom] for nom in usuels if nom in par_nom), None) for colonne, usuels in noms.items()
    }
    return {colonne: entete for colonne, entete in trouvees.items() if entete}


def rangees(tableau: Tableau, correspondance: Mapping[str, str]) -> Iterator[tuple[int, dict[str, str]]]:
    """The lines of a file by column. A formula stays the text that it is."""
    places = {colonne: tableau.entetes.index(entete) for colonne, entete in correspondance.items()}
    for numero, cellules in tableau.lignes:
        yield numero, {colonne: cellule_lue(cellules[place]) for colonne, place in places.items()}


class Lieux:
    """The territories that some cells name, read in one query."""

    GENRES = (Territoire.Genre.COMMUNE, Territoire.Genre.EPCI)

    def __init__(self, textes: Iterable[str]):
        textes = set(textes)
        codes, cherches = {_code(texte) for texte in textes}, {normaliser(texte) for texte in textes} - {""}
        self._lieux: dict[str, list[Territoire]] = {}
        for lieu in Territoire.objects.filter(Q(genre__in=self.GENRES, code__in=codes) | Q(recherche__in=cherches)):
            for cle in {lieu.code, lieu.recherche} if lieu.genre in self.GENRES else {lieu.recherche}:
                self._lieux.setdefault(cle, []).append(lieu)

    def designes(self, texte: str) -> list[Territoire]:
        """Those that a text names: by code, else the communes of that name, else whatever bears it."""
        trouves = self._lieux.get(_code(texte)) or self._lieux.get(normaliser(texte)) or []
        return [lieu for lieu in trouves if lieu.genre == Territoire.Genre.COMMUNE] or trouves


def _code(texte: str) -> str:
    """An INSEE code or a SIREN; spreadsheets take the zero off the first nine départements."""
    code = texte.replace(" ", "").upper()
    return code.zfill(5) if code.isdecimal() and len(code) == 4 else code

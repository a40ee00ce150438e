"""Tables that people bring and take: CSV in any encoding, spreadsheets; cells that no spreadsheet runs as a formula."""

from academie.tableaux.ecriture import TABLEUR, ecrire_classeur, lignes_csv
from academie.tableaux.erreur import ErreurTableau
from academie.tableaux.lecture import Tableau, lire_tableau
from academie.tableaux.surete import cellule_lue, cellule_sure, se_calcule
from academie.tableaux.valeurs import lire_jour, lire_nombre

__all__ = [
    "TABLEUR",
    "ErreurTableau",
    "Tableau",
    "cellule_lue",
    "cellule_sure",
    "ecrire_classeur",
    "lignes_csv",
    "lire_jour",
    "lire_nombre",
    "lire_tableau",
    "se_calcule",
]

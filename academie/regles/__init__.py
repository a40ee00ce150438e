"""Every delay, quota and threshold of the Académie, and the way a rule says no."""

from academie.regles.importation import ERREURS_MAXIMUM, ErreurImport, ImportRefuse
from academie.regles.refus import Refus
from academie.regles.table import REGLES, Regle, bornes, regle

__all__ = ["ERREURS_MAXIMUM", "REGLES", "ErreurImport", "ImportRefuse", "Refus", "Regle", "bornes", "regle"]

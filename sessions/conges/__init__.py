"""Public holidays and school holidays, by the INSEE codes of départements. No Django here."""

from sessions.conges.feries import jour_ferie
from sessions.conges.scolaires import calendrier_scolaire_connu, vacances_scolaires

__all__ = ["calendrier_scolaire_connu", "jour_ferie", "vacances_scolaires"]

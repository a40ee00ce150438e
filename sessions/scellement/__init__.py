"""The seal of the attendance register: canonical text, fingerprints that follow one another, what breaks them."""

from sessions.scellement.canonique import canonique
from sessions.scellement.chaine import ORIGINE, Maillon, breches_de_la_chaine, empreinte_du_maillon
from sessions.scellement.trace import TraceIllisible, lire_trace

__all__ = [
    "ORIGINE",
    "Maillon",
    "TraceIllisible",
    "breches_de_la_chaine",
    "canonique",
    "empreinte_du_maillon",
    "lire_trace",
]

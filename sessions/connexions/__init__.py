"""The log of a remote room: who was connected when, whatever the tool that wrote it; how long, without counting twice."""

from sessions.connexions.journal import Connexion, JournalIllisible, lire_connexions
from sessions.connexions.temps import Passage, passage

__all__ = ["Connexion", "JournalIllisible", "Passage", "lire_connexions", "passage"]

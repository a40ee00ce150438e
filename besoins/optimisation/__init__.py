"""The yearly plan as a whole-number programme: plain values in and out, every figure that is shown computed exactly."""

from besoins.optimisation.conflit import Conflit, conflit
from besoins.optimisation.evaluation import Bilan, Genre, Manquement, evaluer
from besoins.optimisation.instance import Attente, Disponibilite, Instance, Offre, Plan, moindre_total
from besoins.optimisation.solveur import Issue, Progres, Resultat, resoudre

__all__ = [
    "Attente",
    "Bilan",
    "Conflit",
    "Disponibilite",
    "Genre",
    "Instance",
    "Issue",
    "Manquement",
    "Offre",
    "Plan",
    "Progres",
    "Resultat",
    "conflit",
    "evaluer",
    "moindre_total",
    "resoudre",
]

"""Shares of weighted answers, with the number of answers that they are worth.

Kish, L. (1965), "Survey Sampling", section 11.7 (effective number).
"""

from dataclasses import dataclass

from besoins.statistiques.proportion import Intervalle, intervalle_wilson


@dataclass(frozen=True, slots=True)
class PartPonderee:
    """A weighted share in [0, 1], the `total` answers it comes from, how many they are worth, its 95 % interval."""

    valeur: float
    total: int
    total_efficace: float
    intervalle: Intervalle


def effectif_efficace(somme: float, somme_carres: float) -> float:
    """n_eff = (Σw)² / Σw², in answers: n when all weigh the same, less otherwise; 0 without any weight.

    Raises ValueError on negative sums.
    """
    if somme < 0 or somme_carres < 0:
        raise ValueError("un poids n’est jamais négatif")
    return somme * somme / somme_carres if somme_carres else 0.0


def part_ponderee(
    choisi: float, somme: float, somme_carres: float, total: int, population: int | None = None
) -> PartPonderee | None:
    """Σw of those who chose / Σw of those who answered; None without any weight.

    The interval is Wilson's on n_eff answers. Raises ValueError when `choisi` exceeds `somme` or a sum is negative.
    """
    efficace = min(effectif_efficace(somme, somme_carres), float(total))
    if not efficace:
        return None
    part = choisi / somme
    if part > 1 + 1e-9:
        raise ValueError("le poids d’une réponse dépasse celui de toutes")
    part = min(part, 1.0)
    return PartPonderee(part, total, efficace, intervalle_wilson(part * efficace, efficace, population))

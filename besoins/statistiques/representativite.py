"""Do those who have answered look like those who were asked? One group against the whole population."""

from math import sqrt

# Beyond, chance alone would do it less than once in twenty.
SEUIL = 1.96


def residu(repondues: int, groupe: int, total_repondues: int, population: int) -> float | None:
    """Answers of a group minus those expected if all groups answered alike, in standard deviations.

    The number of answers of a group then follows a hypergeometric law, whose variance has the finite population in it.
    None when it says nothing: nobody or everybody answered, or the group is the whole population.
    """
    if population < 2:
        return None
    part = groupe / population
    variance = total_repondues * part * (1 - part) * (population - total_repondues) / (population - 1)
    return (repondues - total_repondues * part) / sqrt(variance) if variance > 0 else None

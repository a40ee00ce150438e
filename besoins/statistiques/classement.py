"""Scores of a ranking question, from how many respondents gave each rank to each option.

Points by rank: Borda, J.-C. de (1781), "Mémoire sur les élections au scrutin", Histoire de l'Académie royale des
sciences; unranked options get none ("modified Borda count": Emerson, P. (2013), Social Choice and Welfare 40 353-358).
"""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from besoins.statistiques.proportion import Proportion

Cle = TypeVar("Cle", bound=Hashable)


@dataclass(frozen=True, slots=True)
class LigneClassement(Generic[Cle]):
    """What a ranking says of one option.

    `points`: mean points over all the respondents, from 0 (nobody ranked it) to `places` (first for everybody).
    `rang_moyen`: mean rank among those who ranked it, None when nobody did. `premiere`: share who ranked it first.
    `classee`: share who ranked it at all.
    """

    cle: Cle
    points: float | None
    rang_moyen: float | None
    premiere: Proportion
    classee: Proportion


def classer(
    rangs: Mapping[Cle, Mapping[int, int]], total: int, places: int, population: int | None = None
) -> list[LigneClassement[Cle]]:
    """One line an option in the order given. `rangs[option][rank]` respondents, `total` respondents, `places` to give.

    Points of a respondent: places + 1 − rank, 0 when not ranked. Raises ValueError on a rank beyond 1 to `places`, or
    when an option is ranked by more people than `total`.
    """
    return [_ligne(cle, effectifs, total, places, population) for cle, effectifs in rangs.items()]


def _ligne(cle, effectifs, total, places, population) -> LigneClassement:
    if any(not 1 <= rang <= places for rang in effectifs):
        raise ValueError(f"un rang est compris entre 1 et {places}")
    classes = sum(effectifs.values())
    points = sum((places + 1 - rang) * n for rang, n in effectifs.items())
    return LigneClassement(
        cle,
        points=points / total if total else None,
        rang_moyen=sum(rang * n for rang, n in effectifs.items()) / classes if classes else None,
        premiere=Proportion(effectifs.get(1, 0), total, population),
        classee=Proportion(classes, total, population),
    )

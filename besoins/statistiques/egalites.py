"""What may be ranked, and what may not: two shares whose intervals overlap are not ordered.

The comparison is between independent shares. When the same people answered both questions their
paired answers say more than the overlap of intervals (exact McNemar test): use this as caution,
never as proof of equality.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from besoins.statistiques.proportion import Intervalle, Proportion

Cle = TypeVar("Cle")


@dataclass(frozen=True, slots=True)
class Rang:
    """Places an item may hold, 1 being first."""

    meilleur: int
    pire: int

    @property
    def est_certain(self) -> bool:
        return self.meilleur == self.pire


def se_chevauchent(premier: Intervalle, second: Intervalle) -> bool:
    """Whether the two intervals share at least one point."""
    return premier.bas <= second.haut and second.bas <= premier.haut


def rangs(proportions: Mapping[Cle, Proportion]) -> dict[Cle, Rang]:
    """Best and worst place of each item: only a wholly higher interval pushes it down."""
    bornes = [p.intervalle for p in proportions.values()]
    return {
        cle: Rang(
            meilleur=1 + sum(autre.bas > p.intervalle.haut for autre in bornes),
            pire=len(bornes) - sum(autre.haut < p.intervalle.bas for autre in bornes),
        )
        for cle, p in proportions.items()
    }


def groupes_egalite(proportions: Mapping[Cle, Proportion]) -> list[list[Cle]]:
    """Tie groups, highest first: between groups every interval is apart, within one none may be cut.

    Inside a group, items go by decreasing share, then by the order given.
    """
    groupes: list[list[Cle]] = []
    plancher = 0.0
    for cle, proportion in _decroissantes(proportions.items()):
        if groupes and proportion.intervalle.haut >= plancher:
            groupes[-1].append(cle)
        else:
            groupes.append([cle])
            plancher = 1.0
        plancher = min(plancher, proportion.intervalle.bas)
    return [sorted(groupe, key=lambda c: -(proportions[c].valeur or 0)) for groupe in groupes]


def _decroissantes(
    lignes: Iterable[tuple[Cle, Proportion]],
) -> list[tuple[Cle, Proportion]]:
    return sorted(lignes, key=lambda ligne: -ligne[1].intervalle.haut)

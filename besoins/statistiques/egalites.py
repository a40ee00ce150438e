"""What may be ranked, and what may not: two shares, or two scores, whose intervals overlap are not ordered.

The comparison is between independent measures. When the same people answered both questions their
paired answers say more than the overlap of intervals (exact McNemar test): use this as caution,
never as proof of equality.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import inf
from typing import Protocol, TypeVar

from besoins.statistiques.proportion import Intervalle

Cle = TypeVar("Cle")
SANS_BORNES = Intervalle(-inf, inf)


class Mesure(Protocol):
    """A share, a mean or a score, and its interval."""

    @property
    def valeur(self) -> float | None: ...

    @property
    def intervalle(self) -> Intervalle: ...


@dataclass(frozen=True, slots=True)
class Estimation:
    """A measure in any unit. Of an unknown error, its interval has no bounds: nothing may be ranked against it."""

    valeur: float
    intervalle: Intervalle = SANS_BORNES


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


def rangs(proportions: Mapping[Cle, Mesure]) -> dict[Cle, Rang]:
    """Best and worst place of each item: only a wholly higher interval pushes it down."""
    bornes = [p.intervalle for p in proportions.values()]
    return {
        cle: Rang(
            meilleur=1 + sum(autre.bas > p.intervalle.haut for autre in bornes),
            pire=len(bornes) - sum(autre.haut < p.intervalle.bas for autre in bornes),
        )
        for cle, p in proportions.items()
    }


def groupes_egalite(proportions: Mapping[Cle, Mesure]) -> list[list[Cle]]:
    """Tie groups, highest first: between groups every interval is apart, within one none may be cut.

    Inside a group, items go by decreasing value, then by the order given.
    """
    groupes: list[list[Cle]] = []
    plancher = inf
    for cle, proportion in _decroissantes(proportions.items()):
        if groupes and proportion.intervalle.haut >= plancher:
            groupes[-1].append(cle)
        else:
            groupes.append([cle])
            plancher = inf
        plancher = min(plancher, proportion.intervalle.bas)
    return [sorted(groupe, key=lambda c: -(proportions[c].valeur or 0)) for groupe in groupes]


def ex_aequo(mesures: Mapping[Cle, Mesure]) -> list[list[Cle]]:
    """Largest sets whose intervals all overlap, highest first: two items that share a set are not told apart.

    An item may be in several sets. Inside a set, items go by decreasing value, then by the order given.
    """
    ensembles: list[list[Cle]] = []
    ordre = sorted(mesures, key=lambda cle: -(mesures[cle].valeur or 0))
    for point in sorted({mesure.intervalle.bas for mesure in mesures.values()}, reverse=True):
        ensemble = [c for c in ordre if mesures[c].intervalle.bas <= point <= mesures[c].intervalle.haut]
        if not any(set(ensemble) <= set(autre) for autre in ensembles):
            ensembles = [autre for autre in ensembles if not set(autre) <= set(ensemble)] + [ensemble]
    return ensembles


def _decroissantes(
    lignes: Iterable[tuple[Cle, Mesure]],
) -> list[tuple[Cle, Mesure]]:
    return sorted(lignes, key=lambda ligne: -ligne[1].intervalle.haut)

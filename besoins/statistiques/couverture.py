"""What a programme answers: needs × objectives × modules, and where its minutes go.

A need is answered when a module works an objective that answers it. The coverage is the weight of the needs answered over
the weight of all: it stays in [0, 1], and a link more never lowers it. A module's minutes are shared out equally among
the needs that it works, so that minutes are counted once; those of a module that works none are counted apart.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Generic, TypeVar

B = TypeVar("B")
O = TypeVar("O")  # noqa: E741
M = TypeVar("M")


@dataclass(frozen=True, slots=True)
class Bilan(Generic[B, M]):
    """By need: the modules that work it, its part of the minutes, its part of the weights (one weight, one part)."""

    modules: dict[B, list[M]]
    minutes: dict[B, Fraction]
    minutes_sans_besoin: int
    poids: dict[B, float]

    @property
    def total(self) -> Fraction:
        return sum(self.minutes.values(), Fraction(self.minutes_sans_besoin))

    @property
    def part_couverte(self) -> float:
        return min(1.0, sum(self.poids[besoin] for besoin, modules in self.modules.items() if modules))

    def part_des_minutes(self, besoin: B) -> float:
        return float(self.minutes[besoin] / self.total) if self.total else 0.0


def couvrir(
    poids: Mapping[B, float],
    objectifs: Mapping[O, Collection[B]],
    modules: Mapping[M, tuple[int, Collection[O]]],
) -> Bilan[B, M]:
    """Read the three together.

    Args:
        poids: the weight of each need, above zero.
        objectifs: the needs that each objective answers; those that are not in `poids` do not count.
        modules: the minutes of each module, and the objectives that it works.
    """
    somme = sum(poids.values())
    par_besoin: dict[B, list[M]] = {besoin: [] for besoin in poids}
    minutes = dict.fromkeys(poids, Fraction(0))
    perdues = 0
    for module, (duree, travailles) in modules.items():
        servis = [besoin for besoin in poids if any(besoin in objectifs.get(objectif, ()) for objectif in travailles)]
        for besoin in servis:
            par_besoin[besoin].append(module)
            minutes[besoin] += Fraction(duree, len(servis))
        perdues += 0 if servis else duree
    return Bilan(par_besoin, minutes, perdues, {besoin: valeur / somme for besoin, valeur in poids.items()})

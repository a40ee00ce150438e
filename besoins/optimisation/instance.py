"""What a yearly plan is chosen from. Whole numbers only, so that a plan has one exact value."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

# How many times a programme runs in a région: {(programme, région): runs}. Keys are whatever the caller names them by.
Plan = dict[tuple[int, int], int]
CENT = 100


@dataclass(frozen=True, slots=True)
class Attente:
    """A need: its weight, and how many people expect it in each région."""

    poids: int
    effectifs: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class Offre:
    """A programme: the half-days and seats of one run, and the share of each need that it answers, in hundredths."""

    demi_journees: int
    places: int
    parts: Mapping[int, int]
    maximum: int | None = None


@dataclass(frozen=True, slots=True)
class Disponibilite:
    """The half-days that a trainer has, the régions they go to and the programmes they give; None: all of them."""

    demi_journees: int
    regions: frozenset[int] | None = None
    programmes: frozenset[int] | None = None

    def peut(self, programme: int, region: int) -> bool:
        return (self.regions is None or region in self.regions) and (
            self.programmes is None or programme in self.programmes
        )


@dataclass(frozen=True)
class Instance:
    """`planchers`: half-days that a région gets at least. `verrous`: runs that someone decided and that stay.

    The half-days of one run may be shared between trainers, as a session's are.
    """

    besoins: Mapping[int, Attente]
    programmes: Mapping[int, Offre]
    formateurs: Mapping[int, Disponibilite]
    budget: int
    maximum: int | None = None
    planchers: Mapping[int, int] = field(default_factory=dict)
    verrous: Plan = field(default_factory=dict)

    @cached_property
    def utiles(self) -> dict[tuple[int, int], dict[int, int]]:
        """Where a programme answers something: {(programme, région): {need: what one run covers, in hundredths}}."""
        trouves: dict[tuple[int, int], dict[int, int]] = {}
        for programme, offre in self.programmes.items():
            for besoin, part in offre.parts.items():
                if part <= 0 or offre.places <= 0 or besoin not in self.besoins:
                    continue
                for region, effectif in self.besoins[besoin].effectifs.items():
                    if effectif > 0:
                        trouves.setdefault((programme, region), {})[besoin] = part * offre.places
        return trouves

    @cached_property
    def total(self) -> int:
        """The value of a plan that would cover everything."""
        return sum(CENT * attente.poids * sum(attente.effectifs.values()) for attente in self.besoins.values())

    def suffisant(self, cellule: tuple[int, int]) -> int:
        """Runs beyond which a cell covers nothing more, its région's floor included."""
        programme, region = cellule
        fois = [
            -(-CENT * self.besoins[besoin].effectifs[region] // couvert)
            for besoin, couvert in self.utiles.get(cellule, {}).items()
        ]
        plancher = -(-self.planchers.get(region, 0) // self.programmes[programme].demi_journees)
        return max([*fois, plancher, self.verrous.get(cellule, 0)])


def moindre_total(durees: Iterable[int], seuil: int) -> int | None:
    """The least total of whole runs that reaches `seuil` half-days; None when there is nothing to run."""
    pas = sorted(set(durees))
    if not pas or seuil <= 0:
        return None if seuil > 0 else 0
    atteints = [True, *([False] * (seuil + pas[-1]))]
    for total in range(1, len(atteints)):
        atteints[total] = any(duree <= total and atteints[total - duree] for duree in pas)
    return next(total for total in range(seuil, len(atteints)) if atteints[total])

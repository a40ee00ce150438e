"""What programmes became downstream: sessions, people trained, certificates. `besoins` asks, the houses answer."""

from collections import defaultdict
from collections.abc import Callable, Collection
from dataclasses import dataclass, field

from academie.branchements.accueil import Figure, Ligne


@dataclass(frozen=True)
class Suites:
    """By programme (its key) and for all of them together, where a person is counted once; what comes next."""

    par_programme: dict[int, list[Figure]] = field(default_factory=dict)
    ensemble: list[Figure] = field(default_factory=list)
    a_venir: dict[int, list[Ligne]] = field(default_factory=dict)


# Each answers for programmes given by their keys, in a constant number of queries. A figure of zero is told too.
FOURNISSEURS: list[Callable[[Collection[int]], Suites]] = []


def suites(programmes: Collection[int]) -> Suites:
    """What every house says of these programmes; nothing is asked when there is none."""
    par_programme: dict[int, list[Figure]] = defaultdict(list)
    a_venir: dict[int, list[Ligne]] = defaultdict(list)
    ensemble: list[Figure] = []
    for fournisseur in FOURNISSEURS if programmes else ():
        apport = fournisseur(programmes)
        ensemble += apport.ensemble
        for programme in programmes:
            par_programme[programme] += apport.par_programme.get(programme, [])
            a_venir[programme] += apport.a_venir.get(programme, [])
    return Suites(dict(par_programme), ensemble, dict(a_venir))

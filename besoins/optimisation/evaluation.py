"""What a plan is worth and what it breaks, by counting: nothing here comes from the solver that proposed it."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from besoins.optimisation.instance import CENT, Instance, Plan


class Genre(StrEnum):
    """What a plan must respect."""

    BUDGET = "budget"
    MAXIMUM = "maximum"
    PROGRAMME = "programme"
    PLANCHER = "plancher"
    FORMATEURS = "formateurs"
    VERROU = "verrou"


@dataclass(frozen=True, slots=True)
class Manquement:
    """A requirement that a plan breaks: of whom or where, what was asked and what there is."""

    genre: Genre
    cle: int | tuple[int, int] | None
    demande: int
    trouve: int


@dataclass(frozen=True, slots=True)
class Bilan:
    """The exact account of a plan. Covered people are in hundredths: half of a need for one person is 50."""

    valeur: int
    total: int
    demi_journees: int
    sessions: int
    couverts: dict[tuple[int, int], int]  # (need, région)
    par_region: dict[int, int]  # half-days
    charges: dict[int, int]  # half-days of each trainer, in one possible sharing out
    manquements: tuple[Manquement, ...]

    @property
    def part(self) -> float:
        return self.valeur / self.total if self.total else 0.0


def couverture(instance: Instance, plan: Plan) -> dict[tuple[int, int], int]:
    """What `plan` covers of each need in each région, in hundredths of a person, never more than what is expected."""
    couverts = {(besoin, region): 0 for besoin, attente in instance.besoins.items() for region in attente.effectifs}
    for cellule, fois in plan.items():
        for besoin, couvert in instance.utiles.get(cellule, {}).items():
            couverts[besoin, cellule[1]] += fois * couvert
    return {
        (besoin, region): min(CENT * instance.besoins[besoin].effectifs[region], couvert)
        for (besoin, region), couvert in couverts.items()
    }


def valeur(instance: Instance, couverts: dict[tuple[int, int], int]) -> int:
    return sum(instance.besoins[besoin].poids * couvert for (besoin, _region), couvert in couverts.items())


def evaluer(instance: Instance, plan: Plan) -> Bilan:
    """The account of `plan`, whatever it breaks."""
    plan = {cellule: fois for cellule, fois in plan.items() if fois}
    couverts = couverture(instance, plan)
    heures = {cellule: fois * instance.programmes[cellule[0]].demi_journees for cellule, fois in plan.items()}
    par_region = _sommes(heures, lambda cellule: cellule[1])
    charges, servies = repartir(instance, heures)
    return Bilan(
        valeur=valeur(instance, couverts),
        total=instance.total,
        demi_journees=sum(heures.values()),
        sessions=sum(plan.values()),
        couverts=couverts,
        par_region=par_region,
        charges=charges,
        manquements=tuple(_manquements(instance, plan, sum(heures.values()), par_region, servies)),
    )


def _manquements(instance: Instance, plan: Plan, heures: int, par_region: dict[int, int], servies: int):
    sessions = sum(plan.values())
    if heures > instance.budget:
        yield Manquement(Genre.BUDGET, None, instance.budget, heures)
    if instance.maximum is not None and sessions > instance.maximum:
        yield Manquement(Genre.MAXIMUM, None, instance.maximum, sessions)
    for programme, fois in _sommes(plan, lambda cellule: cellule[0]).items():
        maximum = instance.programmes[programme].maximum
        if maximum is not None and fois > maximum:
            yield Manquement(Genre.PROGRAMME, programme, maximum, fois)
    for region, plancher in instance.planchers.items():
        if par_region.get(region, 0) < plancher:
            yield Manquement(Genre.PLANCHER, region, plancher, par_region.get(region, 0))
    if servies < heures:
        yield Manquement(Genre.FORMATEURS, None, heures, servies)
    for cellule, fois in instance.verrous.items():
        if plan.get(cellule, 0) != fois:
            yield Manquement(Genre.VERROU, cellule, fois, plan.get(cellule, 0))


def repartir(instance: Instance, heures: dict[tuple[int, int], int]) -> tuple[dict[int, int], int]:
    """Share out the half-days of each cell between trainers: what each gives, and how many are given in all.

    A maximum flow, from cells to those who may give them: all is given if it can be.
    """
    cellules, formateurs = list(heures), list(instance.formateurs)
    if not cellules or not formateurs:
        return dict.fromkeys(formateurs, 0), 0
    # SciPy weighs on the start of every process: it waits for the first plan.
    import numpy as np
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import maximum_flow

    source, puits = 0, len(cellules) + len(formateurs) + 1
    capacites = np.zeros((puits + 1, puits + 1), dtype=np.int32)
    for rang, cellule in enumerate(cellules, start=1):
        capacites[source, rang] = heures[cellule]
        for place, formateur in enumerate(formateurs, start=len(cellules) + 1):
            if instance.formateurs[formateur].peut(*cellule):
                capacites[rang, place] = heures[cellule]
    for place, formateur in enumerate(formateurs, start=len(cellules) + 1):
        capacites[place, puits] = instance.formateurs[formateur].demi_journees
    flot = maximum_flow(csr_array(capacites), source, puits)
    donnees = flot.flow.toarray()[len(cellules) + 1 : puits, puits]
    return {formateur: int(don) for formateur, don in zip(formateurs, donnees, strict=True)}, int(flot.flow_value)


def _sommes(valeurs: Plan, cle: Callable[[tuple[int, int]], int]) -> dict[int, int]:
    sommes: dict[int, int] = {}
    for cellule, nombre in valeurs.items():
        sommes[cle(cellule)] = sommes.get(cle(cellule), 0) + nombre
    return sommes

"""Why no plan is possible: a set of requirements that do not hold together, though any one less would do.

A deletion filter (Chinneck and Dravnieks, 1991): each requirement is dropped in turn, and stays out when what remains
still holds no plan.
"""

from collections.abc import Callable
from dataclasses import dataclass

from besoins.optimisation.evaluation import Genre
from besoins.optimisation.instance import Instance, Plan, moindre_total
from besoins.optimisation.modele import Contrainte, Modele, contraintes

SECONDES = 5.0  # for one question; unanswered, the requirement stays in


@dataclass(frozen=True, slots=True)
class Conflit:
    """What does not hold together. `demandees` half-days are asked for by floors and locks, in whole runs."""

    budget: bool
    maximum: bool
    programmes: tuple[int, ...]
    planchers: tuple[int, ...]
    formateurs: tuple[int, ...]
    verrous: Plan
    demandees: int | None


def conflit(instance: Instance, *, battre: Callable[[], object] = lambda: None) -> Conflit:
    """The requirements to blame. `instance` has no feasible plan. `battre` is called before each question."""
    restantes = contraintes(instance)
    for contrainte in list(restantes):
        battre()
        autres = [autre for autre in restantes if autre != contrainte]
        if _impossible(instance, set(autres)):
            restantes = autres
    return _raconter(instance, restantes)


def _impossible(instance: Instance, exigees: set[Contrainte]) -> bool:
    from highspy import HighsModelStatus

    highs = Modele(instance, exigees).highs
    highs.setOptionValue("time_limit", SECONDES)
    highs.setOptionValue("mip_max_improving_sols", 1)
    highs.run()
    return highs.getModelStatus() == HighsModelStatus.kInfeasible


def _raconter(instance: Instance, fautives: list[Contrainte]) -> Conflit:
    cles = {genre: [cle for autre, cle in fautives if autre == genre] for genre in Genre}
    verrous = {cellule: instance.verrous[cellule] for cellule in cles[Genre.VERROU]}
    return Conflit(
        budget=bool(cles[Genre.BUDGET]),
        maximum=bool(cles[Genre.MAXIMUM]),
        programmes=tuple(cles[Genre.PROGRAMME]),
        planchers=tuple(cles[Genre.PLANCHER]),
        formateurs=tuple(cle for membres in cles[Genre.FORMATEURS] for cle in membres),
        verrous=verrous,
        demandees=_demandees(instance, cles[Genre.PLANCHER], verrous),
    )


def _demandees(instance: Instance, regions: list[int], verrous: Plan) -> int | None:
    """Half-days that these floors and locks take at the very least; None when a floor has nothing to be made of."""
    fixes = {c: fois * instance.programmes[c[0]].demi_journees for c, fois in verrous.items()}
    total = sum(fixes.values())
    for region in regions:
        acquises = sum(heures for cellule, heures in fixes.items() if cellule[1] == region)
        durees = [
            instance.programmes[cellule[0]].demi_journees
            for cellule in instance.utiles
            if cellule[1] == region
            and cellule not in instance.verrous
            and any(formateur.peut(*cellule) for formateur in instance.formateurs.values())
        ]
        reste = moindre_total(durees, max(0, instance.planchers[region] - acquises))
        if reste is None:
            return None
        total += reste
    return total

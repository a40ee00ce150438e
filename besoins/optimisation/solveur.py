"""Solving, followed second by second, stopped on demand; the plan found last is kept, with a bound that is proved."""

import math
import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from besoins.optimisation.evaluation import couverture, evaluer, valeur
from besoins.optimisation.instance import CENT, Instance, Plan
from besoins.optimisation.modele import Modele

PAS = 1.0  # seconds between two words to whoever follows
# HiGHS holds a constraint to 1e-6: its bound is rounded down to a whole value only beyond that.
TOLERANCE = 1e-6


class Issue(StrEnum):
    OPTIMAL = "optimal"
    TEMPS = "temps"
    ARRET = "arret"
    IMPOSSIBLE = "impossible"


@dataclass(frozen=True, slots=True)
class Progres:
    """Where the search is. `valeur` is None until a first plan; both are in the units of `Instance.total`."""

    valeur: int | None
    borne: int
    secondes: float


@dataclass(frozen=True, slots=True)
class Resultat:
    """No plan at all when nothing is possible, or when the search was cut short before finding one."""

    issue: Issue
    plan: Plan | None
    valeur: int
    borne: int
    secondes: float

    @property
    def ecart(self) -> float:
        """How far from the best plan this one may be, as a share of the bound."""
        return (self.borne - self.valeur) / self.borne if self.borne else 0.0


def resoudre(
    instance: Instance, *, secondes: float, suivre: Callable[[Progres], bool] = lambda _progres: True
) -> Resultat:
    """The best plan that can be found in `secondes`. `suivre` is told of progress and answers whether to go on."""
    from highspy import HighsModelStatus

    modele = Modele(instance)
    highs, debut, arrete = modele.highs, time.monotonic(), False
    highs.setOptionValue("time_limit", float(secondes))
    highs.setOptionValue("mip_abs_gap", 0.99 / CENT)
    dernier = debut

    def ecouter(evenement) -> None:
        nonlocal dernier, arrete
        if not arrete and (maintenant := time.monotonic()) - dernier >= PAS:
            dernier, donnees = maintenant, evenement.data_out
            trouve = donnees.mip_primal_bound
            connu = round(trouve * CENT) if math.isfinite(trouve) else None
            borne = max(connu or 0, _entiere(instance, donnees.mip_dual_bound))
            arrete = not suivre(Progres(connu, borne, maintenant - debut))
        if arrete:
            evenement.interrupt()

    highs.cbMipInterrupt.subscribe(ecouter)
    highs.run()
    duree, statut, info = time.monotonic() - debut, highs.getModelStatus(), highs.getInfo()
    if statut == HighsModelStatus.kInfeasible:
        return Resultat(Issue.IMPOSSIBLE, None, 0, 0, duree)
    borne = _entiere(instance, info.mip_dual_bound)
    issue = Issue.ARRET if arrete else Issue.TEMPS
    if not math.isfinite(info.objective_function_value) or info.primal_solution_status != 2:
        return Resultat(issue, None, 0, borne, duree)
    plan = elaguer(instance, modele.plan(highs.getSolution().col_value))
    bilan = evaluer(instance, plan)
    if bilan.manquements:
        raise ArithmeticError(f"HiGHS proposed a plan that breaks {bilan.manquements}")
    prouve = statut == HighsModelStatus.kOptimal or bilan.valeur >= borne
    return Resultat(Issue.OPTIMAL if prouve else issue, plan, bilan.valeur, bilan.valeur if prouve else borne, duree)


def elaguer(instance: Instance, plan: Plan) -> Plan:
    """Take off the runs that cover nothing, as far as floors and locks allow."""
    plan = dict(plan)
    atteint = valeur(instance, couverture(instance, plan))
    heures: dict[int, int] = {}
    for (programme, region), fois in plan.items():
        heures[region] = heures.get(region, 0) + fois * instance.programmes[programme].demi_journees
    for cellule in sorted(plan, key=lambda cellule: -instance.programmes[cellule[0]].demi_journees):
        programme, region = cellule
        duree = instance.programmes[programme].demi_journees
        while (
            cellule not in instance.verrous
            and plan[cellule]
            and heures[region] - duree >= instance.planchers.get(region, 0)
            and valeur(instance, couverture(instance, {**plan, cellule: plan[cellule] - 1})) == atteint
        ):
            plan[cellule] -= 1
            heures[region] -= duree
    return {cellule: fois for cellule, fois in plan.items() if fois}


def _entiere(instance: Instance, borne: float) -> int:
    """A bound of the solver in whole units: no plan has a value between two of them."""
    if not math.isfinite(borne):
        return instance.total
    return min(instance.total, math.floor(borne * CENT * (1 + TOLERANCE) + TOLERANCE))

"""The whole-number programme given to HiGHS.

Maximise the weighted people covered, Σ w·u, over x (whole runs of a programme in a région), u (people of a need covered
in a région) and z (half-days that trainers give), where

    100·u ≤ Σ parts·seats·x,  u ≤ people expected,   Σ z = half-days·x,  Σ z ≤ availability,
    Σ half-days·x ≤ budget,  ≥ the floor in each région,  runs ≤ maximums,  x = what is locked.

Trainers who go to the same places for the same programmes are one group, and cells open to the same groups share one
balance of half-days: nothing is left for the solver to tell apart in vain. Given x, the constraints on z are those of a
transport: whole half-days fit as soon as fractions do, so z needs not be whole.
"""

from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from besoins.optimisation.evaluation import Genre
from besoins.optimisation.instance import CENT, Instance, Plan

if TYPE_CHECKING:
    from highspy import Highs

# A requirement by name: its genre and of whom. The trainers of one group are named together.
Contrainte = tuple[Genre, Any]


def contraintes(instance: Instance) -> list[Contrainte]:
    """Every requirement that a plan may break."""
    return [
        (Genre.BUDGET, None),
        *([(Genre.MAXIMUM, None)] if instance.maximum is not None else []),
        *((Genre.PROGRAMME, cle) for cle, offre in instance.programmes.items() if offre.maximum is not None),
        *((Genre.PLANCHER, region) for region, plancher in instance.planchers.items() if plancher > 0),
        *((Genre.FORMATEURS, membres) for membres in groupes(instance)),
        *((Genre.VERROU, cellule) for cellule in instance.verrous),
    ]


def groupes(instance: Instance) -> list[tuple[int, ...]]:
    """Trainers who may replace one another everywhere."""
    pareils: dict[tuple, list[int]] = defaultdict(list)
    for cle, formateur in instance.formateurs.items():
        pareils[formateur.regions, formateur.programmes].append(cle)
    return [tuple(membres) for membres in pareils.values()]


class Modele:
    """The columns and the rows, requirement by requirement: those not in `exigees` are left out."""

    def __init__(self, instance: Instance, exigees: set[Contrainte] | None = None):
        self.instance = instance
        self.exigees = set(contraintes(instance)) if exigees is None else exigees
        self.highs = solveur_muet()
        self.x: dict[tuple[int, int], int] = {}
        self._runs()
        self._couverture()
        self._formateurs()
        self._bornes()

    def plan(self, valeurs) -> Plan:
        """The runs of a solution of the solver."""
        runs = {cellule: round(valeurs[colonne]) for cellule, colonne in self.x.items()}
        return {cellule: fois for cellule, fois in runs.items() if fois}

    def _colonne(self, haut: float, *, bas: float = 0, gain: float = 0) -> int:
        colonne = self.highs.numVariables
        self.highs.addVar(bas, haut)
        if gain:
            self.highs.changeColCost(colonne, gain)
        return colonne

    def _ligne(self, bas: float, haut: float, termes: dict[int, float]) -> None:
        self.highs.addRow(bas, haut, len(termes), list(termes), list(termes.values()))

    def _runs(self) -> None:
        from highspy import HighsVarType

        # HiGHS finds nothing to say of a model without a column, were its rows impossible.
        self.highs.changeColIntegrality(self._colonne(0), HighsVarType.kInteger)
        ouvertes = set(self.instance.utiles) | {cellule for cellule, fois in self.instance.verrous.items() if fois}
        for cellule in sorted(ouvertes):
            bas, haut = 0, self.instance.suffisant(cellule)
            if (Genre.VERROU, cellule) in self.exigees:
                bas = haut = self.instance.verrous[cellule]
            self.x[cellule] = self._colonne(haut, bas=bas)
            self.highs.changeColIntegrality(self.x[cellule], HighsVarType.kInteger)

    def _couverture(self) -> None:
        apports: dict[tuple[int, int], dict[int, float]] = defaultdict(dict)
        for cellule, couverts in self.instance.utiles.items():
            for besoin, couvert in couverts.items():
                apports[besoin, cellule[1]][self.x[cellule]] = -couvert
        for (besoin, region), termes in apports.items():
            attente = self.instance.besoins[besoin]
            personnes = self._colonne(attente.effectifs[region], gain=attente.poids)
            self._ligne(-self.highs.inf, 0, {personnes: CENT, **termes})

    def _formateurs(self) -> None:
        equipes = groupes(self.instance)
        ouvertes: dict[tuple[int, ...], dict[int, float]] = defaultdict(dict)
        for cellule, colonne in self.x.items():
            pouvant = tuple(
                rang for rang, membres in enumerate(equipes) if self.instance.formateurs[membres[0]].peut(*cellule)
            )
            ouvertes[pouvant][colonne] = -self.instance.programmes[cellule[0]].demi_journees
        dons: dict[int, dict[int, float]] = defaultdict(dict)
        for pouvant, termes in ouvertes.items():
            heures = {rang: self._colonne(self.highs.inf) for rang in pouvant}
            for rang, colonne in heures.items():
                dons[rang][colonne] = 1
            self._ligne(0, 0, {**dict.fromkeys(heures.values(), 1), **termes})
        for rang, termes in dons.items():
            if (Genre.FORMATEURS, equipes[rang]) in self.exigees:
                disponibles = sum(self.instance.formateurs[cle].demi_journees for cle in equipes[rang])
                self._ligne(-self.highs.inf, disponibles, termes)

    def _bornes(self) -> None:
        for (genre, cle), bas, haut, termes in self._sommes():
            if (genre, cle) in self.exigees:
                self._ligne(bas, haut, termes)

    def _sommes(self) -> Iterator[tuple[Contrainte, float, float, dict[int, float]]]:
        instance, infini = self.instance, self.highs.inf
        heures = {c: instance.programmes[cellule[0]].demi_journees for cellule, c in self.x.items()}
        yield (Genre.BUDGET, None), -infini, instance.budget, heures
        yield (Genre.MAXIMUM, None), -infini, instance.maximum or 0, dict.fromkeys(heures, 1)
        for cle, offre in instance.programmes.items():
            runs = [colonne for cellule, colonne in self.x.items() if cellule[0] == cle]
            yield (Genre.PROGRAMME, cle), -infini, offre.maximum or 0, dict.fromkeys(runs, 1)
        for region, plancher in instance.planchers.items():
            ici = [colonne for cellule, colonne in self.x.items() if cellule[1] == region]
            yield (Genre.PLANCHER, region), plancher, infini, {colonne: heures[colonne] for colonne in ici}


def solveur_muet() -> "Highs":
    """HiGHS on one thread, without a word, exact to the unit. Loaded here: no page needs it."""
    from highspy import Highs, ObjSense

    highs = Highs()
    reglages: dict[str, bool | int | float | str] = {
        "output_flag": False,
        "parallel": "off",
        "threads": 1,
        "mip_rel_gap": 0.0,
    }
    for option, valeur in reglages.items():
        highs.setOptionValue(option, valeur)
    highs.changeObjectiveSense(ObjSense.kMaximize)
    return highs

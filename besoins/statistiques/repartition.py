"""How many signals each région has, on the tiles of the map: the more, the darker, by the steps of the timeline."""

from collections.abc import Mapping
from dataclasses import dataclass

from besoins.statistiques.carte import COTE, TUILES
from besoins.statistiques.frise import teinte


@dataclass(frozen=True, slots=True)
class Case:
    code: str
    nom: str
    x: int
    y: int
    nombre: int
    teinte: float

    @property
    def milieu(self) -> int:
        return self.x + COTE // 2 - 1


def repartir(comptes: Mapping[str, int]) -> list[Case]:
    """One tile a région, whether or not `comptes` (by INSEE code) knows it."""
    return [
        Case(code, nom, COTE * colonne, COTE * rang, comptes.get(code, 0), teinte(comptes.get(code, 0)))
        for code, (colonne, rang, nom) in TUILES.items()
    ]

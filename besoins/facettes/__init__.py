"""Facets of a list: what each choice would leave, every other facet keeping its own ("drill sideways").

A source is a table of facts, each about one object; its columns are facets. A fact must suit all of them at once: "in
Bretagne, in March" asks for one session that is both. An object is kept when every source with a choice in force has a
fact of it that suits. Numbers stand for objects, so that twenty thousand facts are counted in a millisecond.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Masque = NDArray[np.bool_]
Choix = Mapping[str, Collection[str]]


@dataclass(frozen=True)
class Resultat:
    """Which objects are kept, how many each value would leave, and the first suitable fact of each object (or -1)."""

    gardes: Masque
    comptes: dict[str, list[int]]
    premiers: list[NDArray[np.int64]]


class Table:
    """Facts in the order that says which comes first.

    Args:
        objets: the object of each fact, as its rank among `nombre`; facts of -1 are about none of them.
        colonnes: by facet, the value of each fact; what is not among `valeurs[facet]` counts as none.
    """

    def __init__(
        self,
        nombre: int,
        objets: Sequence[int],
        valeurs: Mapping[str, Sequence[str]],
        colonnes: Mapping[str, Sequence[str | None]],
    ):
        self.nombre = nombre
        self.valeurs = {
            facette: {valeur: rang for rang, valeur in enumerate(liste)} for facette, liste in valeurs.items()
        }
        tous = np.array(objets, dtype=np.int64)
        self.origine = np.flatnonzero(tous >= 0)
        self.objets = tous[self.origine]
        self.codes = {
            facette: np.array([rangs.get(valeur or "", -1) for valeur in colonnes[facette]], dtype=np.int64)[
                self.origine
            ]
            for facette, rangs in self.valeurs.items()
        }

    def conviennent(self, choix: Choix, sauf: str = "") -> Masque:
        """The facts that suit the choices of every facet but `sauf`."""
        masque = np.ones(len(self.objets), dtype=bool)
        for facette, codes in self.codes.items():
            if facette != sauf and (voulues := self._voulues(facette, choix)) is not None:
                masque &= voulues[codes]
        return masque

    def gardes(self, choix: Choix) -> Masque:
        if not any(choix.get(facette) for facette in self.codes):
            return np.ones(self.nombre, dtype=bool)
        return self._objets_de(self.conviennent(choix))

    def compter(self, facette: str, choix: Choix, ailleurs: Masque) -> list[int]:
        """By value of `facette`, the objects that `ailleurs` keeps and that have a suitable fact of this value."""
        codes = self.codes[facette]
        faits = np.flatnonzero(self.conviennent(choix, sauf=facette) & ailleurs[self.objets] & (codes >= 0))
        vus = np.zeros((len(self.valeurs[facette]), self.nombre), dtype=bool)
        vus[codes[faits], self.objets[faits]] = True
        return np.count_nonzero(vus, axis=1).tolist()

    def premiers(self, choix: Choix) -> NDArray[np.int64]:
        """By object, its first suitable fact, as counted by whoever gave them; -1 when there is none."""
        premiers = np.full(self.nombre, len(self.origine), dtype=np.int64)
        faits = np.flatnonzero(self.conviennent(choix))
        np.minimum.at(premiers, self.objets[faits], faits)
        return np.append(self.origine, -1)[premiers]

    def _objets_de(self, faits: Masque) -> Masque:
        masque = np.zeros(self.nombre, dtype=bool)
        masque[self.objets[faits]] = True
        return masque

    def _voulues(self, facette: str, choix: Choix) -> Masque | None:
        """By code, is it wanted? Code -1, no value, reads the last place: never. None: all are."""
        if not (choisies := choix.get(facette)):
            return None
        rangs = self.valeurs[facette]
        voulues = np.zeros(len(rangs) + 1, dtype=bool)
        voulues[[rangs[valeur] for valeur in choisies if valeur in rangs]] = True
        return voulues


def croiser(tables: Sequence[Table], choix: Choix, parmi: Masque) -> Resultat:
    """What the choices keep of the objects `parmi`, and what each value of each facet would."""
    gardes = [table.gardes(choix) for table in tables]
    comptes = {}
    for rang, table in enumerate(tables):
        ailleurs = _et(parmi, [masque for autre, masque in enumerate(gardes) if autre != rang])
        for facette in table.codes:
            comptes[facette] = table.compter(facette, choix, ailleurs)
    return Resultat(_et(parmi, gardes), comptes, [table.premiers(choix) for table in tables])


def _et(parmi: Masque, masques: Sequence[Masque]) -> Masque:
    ensemble = parmi.copy()
    for masque in masques:
        ensemble &= masque
    return ensemble

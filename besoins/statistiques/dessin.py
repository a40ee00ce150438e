"""Where the bars of a question's results go, in whole units of a drawing 360 units wide.

Bars start at zero, the interval is drawn on the bar, the label above it wraps: legible on a phone.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap

from besoins.statistiques.proportion import Proportion

LARGEUR = 360
GAUCHE = 6
AXE = 264
INTERLIGNE = 17
BARRE = 12
SIGNES_PAR_LIGNE = 46
LIGNES_PAR_LIBELLE = 3


@dataclass(frozen=True, slots=True)
class Entree:
    """What one bar shows: its label, its share (None: unknown), a percentage published elsewhere."""

    libelle: str
    proportion: Proportion | None
    publie: float | None = None


@dataclass(frozen=True, slots=True)
class Barre:
    """One bar: `mots` are (baseline, text) pairs, `milieu` is the height of its axis."""

    mots: list[tuple[int, str]]
    haut: int
    milieu: int
    largeur: int
    bas_intervalle: int
    haut_intervalle: int
    publie: int | None
    proportion: Proportion | None


@dataclass(frozen=True, slots=True)
class Dessin:
    hauteur: int
    barres: list[Barre]
    graduations: list[tuple[int, int]]

    @property
    def pied(self) -> int:
        return self.hauteur - 18


def dessiner(entrees: Sequence[Entree]) -> Dessin:
    """Lay the bars from top to bottom; graduations are (x, per cent)."""
    barres, y = [], 0
    for entree in entrees:
        barre = _barre(entree, y)
        barres.append(barre)
        y = barre.haut + BARRE + 8
    return Dessin(y + 22, barres, [(_x(part / 100), part) for part in (0, 25, 50, 75, 100)])


def _barre(entree: Entree, y: int) -> Barre:
    lignes = wrap(entree.libelle, SIGNES_PAR_LIGNE, max_lines=LIGNES_PAR_LIBELLE, placeholder=" …")
    haut = y + INTERLIGNE * len(lignes) + 6
    proportion = entree.proportion
    intervalle = proportion.intervalle if proportion else None
    return Barre(
        mots=[(y + INTERLIGNE * rang, ligne) for rang, ligne in enumerate(lignes, start=1)],
        haut=haut,
        milieu=haut + BARRE // 2,
        largeur=_x((proportion and proportion.valeur) or 0) - GAUCHE,
        bas_intervalle=_x(intervalle.bas if intervalle else 0),
        haut_intervalle=_x(intervalle.haut if intervalle else 0),
        publie=None if entree.publie is None else _x(entree.publie / 100),
        proportion=proportion,
    )


def _x(part: float) -> int:
    return GAUCHE + round(part * (AXE - GAUCHE))

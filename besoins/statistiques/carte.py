"""A map of the eighteen régions as tiles of one size, laid by hand near where they are: no small région is lost."""

from collections.abc import Mapping
from dataclasses import dataclass

from besoins.statistiques.proportion import Proportion

COTE = 60
# By INSEE code: (column, row), and a name that fits in a tile.
TUILES: dict[str, tuple[int, int, str]] = {
    "32": (2, 0, "Hauts-Fr."),
    "53": (0, 1, "Bretagne"),
    "28": (1, 1, "Normandie"),
    "11": (2, 1, "Île-de-Fr."),
    "44": (3, 1, "Grand Est"),
    "52": (1, 2, "Pays de L."),
    "24": (2, 2, "Centre"),
    "27": (3, 2, "Bourgogne"),
    "75": (1, 3, "N.-Aquit."),
    "84": (2, 3, "Auv.-Rh.-A."),
    "76": (1, 4, "Occitanie"),
    "93": (2, 4, "PACA"),
    "94": (3, 4, "Corse"),
    "01": (0, 5, "Guadel."),
    "02": (1, 5, "Martin."),
    "03": (2, 5, "Guyane"),
    "04": (3, 5, "Réunion"),
    "06": (4, 5, "Mayotte"),
}
LARGEUR = COTE * 5
HAUTEUR = COTE * 6
# Shares at which the shade changes, and how opaque each shade is: the words stay legible on all.
PALIERS = (0.2, 0.4, 0.6, 0.8)
OPACITES = (0.0, 0.08, 0.16, 0.24, 0.32)


@dataclass(frozen=True, slots=True)
class Tuile:
    """One région: where its tile is, its share; None when nobody there answered, or too few to be shown."""

    code: str
    nom: str
    x: int
    y: int
    opacite: float
    proportion: Proportion | None
    masquee: bool = False

    @property
    def milieu(self) -> int:
        return self.x + COTE // 2 - 1


@dataclass(frozen=True, slots=True)
class Carte:
    """The tiles, the words of what they show, and the régions that are on no tile."""

    titre: str
    tuiles: list[Tuile]

    largeur = LARGEUR
    hauteur = HAUTEUR
    cote = COTE - 2


def cartographier(titre: str, parts: Mapping[str, Proportion | None]) -> Carte:
    """`parts`: the share of each région by INSEE code; None: hidden. A région without a share has no answer."""
    return Carte(
        titre,
        [
            Tuile(code, nom, COTE * colonne, COTE * rang, _opacite(parts.get(code)), parts.get(code), masquee=code in parts and parts[code] is None)
            for code, (colonne, rang, nom) in TUILES.items()
        ],
    )  # fmt: skip


def _opacite(part: Proportion | None) -> float:
    if part is None or part.valeur is None:
        return 0.0
    return OPACITES[sum(part.valeur >= palier for palier in PALIERS)]

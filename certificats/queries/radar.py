"""The picture of the gaps: as many axes as competences, or as domains when they would be too many to read."""

from collections.abc import Callable
from dataclasses import dataclass
from math import cos, pi, sin

from certificats.models import Acquis
from certificats.queries.ecart import Ecart, Tenu

CENTRE, RAYON, TEXTE = 180, 122, 142
AXES_AU_PLUS, AXES_AU_MOINS = 12, 3
ANNEAUX = 4
Mesure = Callable[[Ecart], int | None]


@dataclass(frozen=True)
class Point:
    x: int
    y: int


@dataclass(frozen=True)
class Axe:
    """Its end and its label. `ancre`: how the label hangs on its place."""

    code: str
    nom: str
    bout: Point
    texte: Point
    ancre: str


@dataclass(frozen=True)
class Courbe:
    """One reading: its line, broken where nothing is known, and its marks."""

    genre: str
    trace: str
    points: list[Point]


@dataclass(frozen=True)
class Radar:
    """`graduations`: the level that each ring stands for, empty when the axes have several scales."""

    axes: list[Axe]
    anneaux: list[str]
    graduations: list[tuple[Point, int]]
    courbes: dict[str, Courbe]
    par_domaine: bool


def dessiner(ecarts: list[Ecart]) -> Radar | None:
    """None when there are too few axes to draw: the table says as much."""
    par_domaine = len(ecarts) > AXES_AU_PLUS
    groupes = _groupes(ecarts, par_domaine)
    if len(groupes) < AXES_AU_MOINS:
        return None
    total, plafonds = len(groupes), {ecart.plafond for ecart in ecarts}
    anneaux = min(min(plafonds), ANNEAUX) if len(plafonds) == 1 else ANNEAUX
    rangs = [plafond * part // anneaux for plafond in plafonds for part in range(1, anneaux + 1)]
    mesures: dict[str, Mesure] = {
        "demande": lambda ecart: ecart.exigence.niveau,
        Acquis.Appui.PROUVE.value: lambda ecart: _rang(ecart.prouve) or 0,
        Acquis.Appui.CONSTATE.value: lambda ecart: _rang(ecart.constate),
        Acquis.Appui.DECLARE.value: lambda ecart: _rang(ecart.declare),
    }
    return Radar(
        axes=[_axe(code, nom, rang, total) for rang, (code, nom, _lignes) in enumerate(groupes)],
        anneaux=[
            _trace([_point(part / anneaux, rang, total) for rang in range(total)]) for part in range(1, anneaux + 1)
        ],
        graduations=[(_point(rang / max(plafonds), 0, total), rang) for rang in rangs] if len(plafonds) == 1 else [],
        courbes={
            genre: _courbe(genre, [_moyenne(lignes, mesure) for _code, _nom, lignes in groupes])
            for genre, mesure in mesures.items()
        },
        par_domaine=par_domaine,
    )


def _groupes(ecarts: list[Ecart], par_domaine: bool) -> list[tuple[str, str, list[Ecart]]]:
    """(code, name, gaps) of each axis."""
    groupes: dict[int, tuple[str, str, list[Ecart]]] = {}
    for ecart in ecarts:
        sujet = ecart.competence.domaine if par_domaine else ecart.competence
        groupes.setdefault(sujet.pk, (sujet.code, sujet.nom, []))[2].append(ecart)
    return list(groupes.values())


def _moyenne(ecarts: list[Ecart], mesure: Mesure) -> float | None:
    """Between 0 and 1 on the scale of each; None when nothing is known."""
    parts = [rang / ecart.plafond for ecart in ecarts if (rang := mesure(ecart)) is not None]
    return sum(parts) / len(parts) if parts else None


def _rang(tenu: Tenu | None) -> int | None:
    return tenu.niveau if tenu else None


def _courbe(genre: str, parts: list[float | None]) -> Courbe:
    points = [None if part is None else _point(part, rang, len(parts)) for rang, part in enumerate(parts)]
    connus = [point for point in points if point]
    if len(connus) == len(points):
        return Courbe(genre, _trace(connus), connus)
    voisins = zip(points, points[1:] + points[:1], strict=True)
    return Courbe(genre, "".join(_segment(a, b) for a, b in voisins if a and b), connus)


def _axe(code: str, nom: str, rang: int, total: int) -> Axe:
    texte = _point(TEXTE / RAYON, rang, total)
    ancre = "middle" if abs(texte.x - CENTRE) < RAYON / 4 else "start" if texte.x > CENTRE else "end"
    return Axe(code, nom, _point(1, rang, total), Point(texte.x, texte.y + 4), ancre)


def _point(part: float, rang: int, total: int) -> Point:
    angle = 2 * pi * rang / total - pi / 2
    return Point(round(CENTRE + part * RAYON * cos(angle)), round(CENTRE + part * RAYON * sin(angle)))


def _trace(points: list[Point]) -> str:
    return "M" + "L".join(f"{point.x} {point.y}" for point in points) + "Z"


def _segment(a: Point, b: Point) -> str:
    return f"M{a.x} {a.y}L{b.x} {b.y}"

"""A signature drawn by hand, as text: strokes separated by ";", points by a space, "x,y" in a box of 600 by 200."""

import re

LARGEUR, HAUTEUR = 600, 200
POINTS_MAXIMUM = 4000
Trait = tuple[tuple[int, int], ...]
_POINT = re.compile(r"(\d{1,3}),(\d{1,3})", re.ASCII)


class TraceIllisible(ValueError):
    """Not a drawing made by our pages."""


def lire_trace(texte: str) -> tuple[Trait, ...]:
    """The strokes of a drawing, from its top left corner; nothing for an empty text.

    Raises:
        TraceIllisible: another text, a point out of the box, too many points.
    """
    if not texte:
        return ()
    if texte.count(",") > POINTS_MAXIMUM:
        raise TraceIllisible
    return tuple(tuple(_point(point) for point in trait.split(" ")) for trait in texte.split(";"))


def _point(texte: str) -> tuple[int, int]:
    if not (lu := _POINT.fullmatch(texte)):
        raise TraceIllisible
    x, y = int(lu[1]), int(lu[2])
    if x > LARGEUR or y > HAUTEUR:
        raise TraceIllisible
    return x, y

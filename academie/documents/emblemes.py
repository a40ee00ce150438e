"""The emblem of the European Union, in its official geometry: twelve stars on a circle, like the hours of a dial.

Reference: Interinstitutional style guide, annex A1, "Geometrical description" (the flag is three by two; the circle
of the stars has a third of the height for radius; each star is inscribed in a circle of an eighteenth of it).
"""

from math import cos, pi, sin

from reportlab.lib.colors import HexColor

from academie.documents.balises import DocumentBalise

BLEU, JAUNE = HexColor("#003399"), HexColor("#ffcc00")
ETOILES, BRANCHES = 12, 5
# Where the sides of a regular star cross, as a part of its radius.
CREUX = sin(pi / 10) / sin(3 * pi / 10)


def largeur_embleme(hauteur: float) -> float:
    return hauteur * 3 / 2


def dessiner_embleme(document: DocumentBalise, x: float, y: float, hauteur: float) -> None:
    """A figure whose lower left corner is (x, y)."""
    canvas = document.canvas
    with document.element("Figure", Alt="Emblème de l’Union européenne"), document.contenu():
        canvas.setFillColor(BLEU)
        canvas.rect(x, y, largeur_embleme(hauteur), hauteur, stroke=0, fill=1)
        canvas.setFillColor(JAUNE)
        for rang in range(ETOILES):
            angle = 2 * pi * rang / ETOILES
            centre = x + largeur_embleme(hauteur) / 2 + sin(angle) * hauteur / 3
            canvas.drawPath(_etoile(canvas, centre, y + hauteur / 2 + cos(angle) * hauteur / 3, hauteur / 18), 0, 1)


def _etoile(canvas, x: float, y: float, rayon: float):
    """A star upright, one point to the top."""
    trace = canvas.beginPath()
    for rang in range(2 * BRANCHES):
        distance, angle = rayon * (CREUX if rang % 2 else 1), pi * rang / BRANCHES
        (trace.lineTo if rang else trace.moveTo)(x + sin(angle) * distance, y + cos(angle) * distance)
    trace.close()
    return trace

"""QR codes as vector rectangles."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

import segno

from academie.documents import couleurs
from academie.documents.balises import DocumentBalise

MARGE_MODULES = 4


def dessiner_qr(document: DocumentBalise, adresse: str, x: float, y: float, cote: float, description: str) -> None:
    """A figure of `cote` points whose lower left corner is (x, y), quiet zone included (ISO/IEC 18004)."""
    canvas = document.canvas
    matrice = segno.make(adresse, error="m", micro=False).matrix
    modules = len(matrice) + 2 * MARGE_MODULES
    with document.element("Figure", Alt=description), document.contenu():
        canvas.saveState()
        canvas.translate(x, y)
        canvas.scale(cote / modules, cote / modules)
        canvas.setFillColor(couleurs.BLANC)
        canvas.rect(0, 0, modules, modules, stroke=0, fill=1)
        canvas.setFillColor(couleurs.ENCRE)
        canvas._code.append(" ".join(_rectangles(matrice)) + " f")
        canvas.restoreState()


def _rectangles(matrice: Sequence[Iterable[int]]) -> Iterator[str]:
    """One PDF rectangle for each run of dark modules, from the top row down, in units of a module."""
    haut = len(matrice) + MARGE_MODULES - 1
    for rang, ligne in enumerate(matrice):
        x = MARGE_MODULES
        for sombre, suite in groupby(ligne):
            longueur = len(list(suite))
            if sombre:
                yield f"{x} {haut - rang} {longueur} 1 re"
            x += longueur

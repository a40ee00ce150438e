"""QR codes as vector rectangles."""

import segno

from academie.documents import couleurs
from academie.documents.balises import DocumentBalise

MARGE_MODULES = 4


def dessiner_qr(document: DocumentBalise, adresse: str, x: float, y: float, cote: float, description: str) -> None:
    """A figure of `cote` points whose lower left corner is (x, y), quiet zone included (ISO/IEC 18004)."""
    canvas = document.canvas
    matrice = segno.make(adresse, error="m", micro=False).matrix
    module = cote / (len(matrice) + 2 * MARGE_MODULES)
    with document.element("Figure", Alt=description), document.contenu():
        canvas.setFillColor(couleurs.BLANC)
        canvas.rect(x, y, cote, cote, stroke=0, fill=1)
        canvas.setFillColor(couleurs.ENCRE)
        chemin = canvas.beginPath()
        for rang, ligne in enumerate(matrice):
            for debut, longueur in _suites(ligne):
                chemin.rect(
                    x + (MARGE_MODULES + debut) * module,
                    y + cote - (MARGE_MODULES + rang + 1) * module,
                    longueur * module,
                    module,
                )
        canvas.drawPath(chemin, stroke=0, fill=1)


def _suites(ligne: bytes) -> list[tuple[int, int]]:
    """Runs of dark modules: where each begins, how long it is."""
    suites, debut = [], None
    for rang, sombre in enumerate((*ligne, 0)):
        if sombre and debut is None:
            debut = rang
        elif not sombre and debut is not None:
            suites.append((debut, rang - debut))
            debut = None
    return suites

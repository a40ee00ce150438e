"""QR codes as vector rectangles (ISO/IEC 18004), quiet zone included."""

import re
from dataclasses import dataclass

from zxingcpp import BarcodeFormat, create_barcode

from academie.documents import couleurs
from academie.documents.balises import DocumentBalise, encre

MARGE_MODULES = 4
NIVEAU = "M"
SOMBRES = re.compile(rb"\0+")


@dataclass(frozen=True)
class CodeQr:
    """`suites` are runs of dark modules, from the top row down: column, row, length."""

    modules: int
    suites: tuple[tuple[int, int, int], ...]


def code_qr(adresse: str) -> CodeQr:
    code = create_barcode(adresse, BarcodeFormat.QRCode, ec_level=NIVEAU)
    points = memoryview(code.to_image(add_quiet_zones=False))  # type: ignore[arg-type] # a buffer, its stub forgets to say
    largeur, octets = len(points), points.tobytes()
    suites = (
        (suite.start() + MARGE_MODULES, rang + MARGE_MODULES, suite.end() - suite.start())
        for rang in range(largeur)
        for suite in SOMBRES.finditer(octets[rang * largeur : (rang + 1) * largeur])
    )
    return CodeQr(largeur + 2 * MARGE_MODULES, tuple(suites))


def dessiner_qr(document: DocumentBalise, adresse: str, x: float, y: float, cote: float, description: str) -> None:
    """A figure of `cote` points whose lower left corner is (x, y)."""
    code = code_qr(adresse)
    echelle = cote / code.modules
    with document.element("Figure", Alt=description), document.contenu():
        document.canvas._code.append(
            f"q {echelle:.5f} 0 0 {-echelle:.5f} {x:.3f} {y + cote:.3f} cm {encre(couleurs.BLANC)} "
            f"0 0 {code.modules} {code.modules} re f {encre(couleurs.ENCRE)} "
            + " ".join(f"{colonne} {rang} {longueur} 1 re" for colonne, rang, longueur in code.suites)
            + " f Q"
        )

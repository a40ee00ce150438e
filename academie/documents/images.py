"""Pictures as PDF keeps them: sRGB, without transparency, read once per process."""

from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from io import BytesIO

from PIL import Image as Pillow

from academie.documents.objets import flux

COTE_MAXIMAL = 1000


@dataclass(frozen=True)
class Image:
    """`octets` is the whole stream, `cle` names it; sizes in pixels."""

    cle: str
    largeur: int
    hauteur: int
    octets: bytes

    def inscrite(self, large: float, haut: float) -> tuple[float, float]:
        """The largest size that holds in a rectangle with the same proportions."""
        echelle = min(large / self.largeur, haut / self.hauteur)
        return self.largeur * echelle, self.hauteur * echelle


@lru_cache(maxsize=32)
def lire_image(octets: bytes) -> Image:
    """A PNG or JPEG on white, at most a thousand pixels wide or high."""
    with Pillow.open(BytesIO(octets), formats=("PNG", "JPEG")) as source:
        source.thumbnail((COTE_MAXIMAL, COTE_MAXIMAL))
        image = source.convert("RGBA")
    fond = Pillow.new("RGBA", image.size, "white")
    pixels = Pillow.alpha_composite(fond, image).convert("RGB").tobytes()
    largeur, hauteur = image.size
    dictionnaire = (
        b"/Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceRGB /BitsPerComponent 8 "
        % (largeur, hauteur)
    )
    return Image(sha256(octets).hexdigest()[:16], largeur, hauteur, flux(pixels, dictionnaire))

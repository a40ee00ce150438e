"""Pictures as PDF keeps them: sRGB, without transparency, read once per process."""

from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from io import BytesIO

from PIL import Image as Pillow
from PIL import ImageOps

from academie.documents.objets import flux

COTE_MAXIMAL = 1000
FORMATS = ("PNG", "JPEG")


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


def image_propre(octets: bytes) -> bytes:
    """A PNG of what a PNG or JPEG shows: upright, on white, at most a thousand pixels wide or high, and nothing else."""
    sortie = BytesIO()
    _pixels(octets).save(sortie, "PNG", optimize=True)
    return sortie.getvalue()


@lru_cache(maxsize=32)
def lire_image(octets: bytes) -> Image:
    image = _pixels(octets)
    largeur, hauteur = image.size
    dictionnaire = (
        b"/Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceRGB /BitsPerComponent 8 "
        % (largeur, hauteur)
    )
    return Image(sha256(octets).hexdigest()[:16], largeur, hauteur, flux(image.tobytes(), dictionnaire))


def _pixels(octets: bytes) -> Pillow.Image:
    with Pillow.open(BytesIO(octets), formats=FORMATS) as source:
        source.thumbnail((COTE_MAXIMAL, COTE_MAXIMAL))
        image = ImageOps.exif_transpose(source).convert("RGBA")
    return Pillow.alpha_composite(Pillow.new("RGBA", image.size, "white"), image).convert("RGB")

from io import BytesIO

from django.core.files.base import ContentFile, File
from django.db import transaction
from PIL import Image, ImageOps

from academie.models import Organisme

SIGNATURE = (900, 450)


@transaction.atomic
def enregistrer_organisme(*, organisme: Organisme, signature: File | None = None, sans_signature: bool = False):
    """Keep what documents say of the Académie. A new image of the signature replaces the former one."""
    ancienne = organisme.signature.name
    if sans_signature:
        organisme.signature = ""
    if signature:
        organisme.signature.save("signature.png", _image_propre(signature), save=False)
    organisme.full_clean()
    organisme.save()
    if ancienne and ancienne != organisme.signature.name:
        stockage = organisme.signature.storage
        transaction.on_commit(lambda: stockage.delete(ancienne))
    return organisme


def _image_propre(fichier: File) -> ContentFile:
    """Upright, small, and nothing but its pixels."""
    fichier.seek(0)
    image = ImageOps.exif_transpose(Image.open(fichier)).convert("RGBA")
    image.thumbnail(SIGNATURE)
    fond = Image.new("RGB", image.size, "white")
    fond.paste(image, mask=image.getchannel("A"))
    sortie = BytesIO()
    fond.save(sortie, "PNG", optimize=True)
    return ContentFile(sortie.getvalue())

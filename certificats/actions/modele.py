from hashlib import sha256

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from academie.models import Utilisateur
from certificats.models import ModeleDocument
from certificats.queries.modele import DOSSIER, modele_en_vigueur


@transaction.atomic
def enregistrer_modele(*, modele: ModeleDocument, images: dict[str, bytes], par: Utilisateur) -> ModeleDocument:
    """Put `modele` in force as another version of its kind. What was already issued does not change.

    Args:
        images: new pictures as clean PNG, by the field that holds them.

    Returns: the version in force; when nothing changes, the former one.
    """
    list(ModeleDocument.objects.select_for_update().filter(genre=modele.genre))
    ancien = modele_en_vigueur(modele.genre)
    for champ, octets in images.items():
        setattr(modele, champ, _garder(octets))
    if all(getattr(modele, champ) == getattr(ancien, champ) for champ in ModeleDocument.CHAMPS):
        return ancien
    modele.pk, modele.version, modele.cree_par = None, ancien.version + 1, par
    modele.full_clean()
    modele.save(force_insert=True)
    return modele


def _garder(octets: bytes) -> str:
    """The name of a kept picture is its fingerprint: the same one is kept once, and never changes."""
    nom = f"{DOSSIER}{sha256(octets).hexdigest()}.png"
    return nom if default_storage.exists(nom) else default_storage.save(nom, ContentFile(octets))

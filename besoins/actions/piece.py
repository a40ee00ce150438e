"""The file attached to a resource: its name promises a kind, its first bytes keep the promise."""

from functools import partial
from pathlib import PurePath

from django.core.files import File
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.translation import gettext as _

from academie.regles import Refus, regle
from besoins.models import Ressource

ARCHIVE = b"PK\x03\x04"
# No macros, no pages that a browser would run.
PERMIS = {
    ".pdf": b"%PDF-",
    ".odt": ARCHIVE,
    ".ods": ARCHIVE,
    ".odp": ARCHIVE,
    ".docx": ARCHIVE,
    ".xlsx": ARCHIVE,
    ".pptx": ARCHIVE,
    ".png": b"\x89PNG\r\n\x1a\n",
    ".jpg": b"\xff\xd8\xff",
    ".jpeg": b"\xff\xd8\xff",
}
OCTETS = 1024 * 1024


def joindre(ressource: Ressource, fichier: File | None) -> None:
    """Keep `fichier` with a resource in place of the one it had; None takes it off.

    Raises:
        Refus: too big, or not of a kind that may be attached.
    """
    ancien = ressource.fichier.name
    if fichier is None:
        ressource.fichier, ressource.fichier_nom = "", ""
    else:
        suffixe = _verifier(fichier)
        ressource.fichier_nom = PurePath(fichier.name or "").name.replace("\0", "")[-200:]
        ressource.fichier.save(f"ressource{suffixe}", fichier, save=False)
    oublier_piece(ancien)


def oublier_piece(nom: str | None) -> None:
    """Delete a stored file once nothing names it any more."""
    if nom:
        transaction.on_commit(partial(_effacer, nom))


def _effacer(nom: str) -> None:
    if not Ressource.objects.filter(fichier=nom).exists():
        default_storage.delete(nom)


def _verifier(fichier: File) -> str:
    suffixe, taille = PurePath(fichier.name or "").suffix.lower(), regle("ressource.taille")
    if fichier.size > taille * OCTETS:
        raise Refus(
            _("Ce fichier dépasse %(n)d Mo : réduisez-le, ou donnez plutôt son adresse.") % {"n": taille},
            champ="fichier",
        )
    fichier.seek(0)
    attendu = PERMIS.get(suffixe)
    if attendu is None or fichier.read(len(attendu)) != attendu:
        raise Refus(
            _(
                "Ce fichier n'est pas d'un type accepté, ou son contenu n'est pas celui que son nom annonce. Joignez un "
                "PDF, un document bureautique sans macro (ODT, ODS, ODP, DOCX, XLSX, PPTX) ou une image (PNG, JPEG)."
            ),
            champ="fichier",
        )
    fichier.seek(0)
    return suffixe

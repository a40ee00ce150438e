"""What documents need to know of the Académie, and what nobody has written yet."""

from functools import cache
from pathlib import Path

from django.conf import settings

from academie.models import Organisme

TEXTES = Path(settings.RACINE) / "academie" / "donnees" / "organisme"

EXIGES = (
    "nom",
    "adresse",
    "commune",
    "siret",
    "declaration",
    "declaration_region",
    "representant_nom",
    "representant_fonction",
    "contact_nom",
    "contact_email",
    "handicap_nom",
    "handicap_email",
    "reglement",
    "reglement_le",
    "livret",
)


def manques(organisme: Organisme) -> list[str]:
    """What is still to be written, by its name: documents leave it out until then."""
    return [str(Organisme._meta.get_field(champ).verbose_name) for champ in EXIGES if not getattr(organisme, champ)]


@cache
def texte_de_depart(nom: str) -> str:
    """The rules ("reglement") or the booklet ("livret") to start from, until the Académie has its own."""
    return (TEXTES / f"{nom}.txt").read_text("utf-8").strip()

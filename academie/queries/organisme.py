"""What documents need to know of the Académie, and what nobody has written yet."""

from academie.models import Organisme

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

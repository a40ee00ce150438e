from django.utils.translation import gettext as _

from academie.francais import date_longue
from besoins.models import Correction, Enquete, Option, Question, Section

CORRIGES = {modele._meta.model_name: modele for modele in (Enquete, Section, Question, Option)}


def corrections_dites(enquete: Enquete) -> list[str]:
    """What was corrected in the wording since the opening, in sentences, latest first: read with the results."""
    return [dire_correction(correction) for correction in enquete.corrections.select_related("par")]


def dire_correction(correction: Correction) -> str:
    modele = CORRIGES[correction.element.partition(":")[0]]
    phrase = _(
        "%(jour)s, %(par)s a corrigé « %(champ)s » : « %(avant)s » est devenu « %(apres)s ». Raison : %(motif)s"
    ) % {
        "jour": date_longue(correction.le).capitalize(),
        "par": correction.par,
        "champ": modele._meta.get_field(correction.champ).verbose_name,
        "avant": correction.avant,
        "apres": correction.apres,
        "motif": correction.motif,
    }
    return phrase

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from academie import francais
from academie.models import Competence, Territoire, Utilisateur
from academie.regles import Refus
from besoins.actions.preuve import deriver_besoin_d_ecart, joindre_ecart
from besoins.models import Besoin
from certificats.queries.territoire import par_competence, part_du_groupe


@transaction.atomic
def verser_ecart(
    *, competence: Competence, par: Utilisateur, besoin: Besoin | None = None, territoire: Territoire | None = None
) -> Besoin:
    """Give the sum of the gaps in a competence as evidence of `besoin`, or of a new need. Done twice, done once.

    Args:
        territoire: a région or a département; the whole network otherwise.

    Returns: the need.
    Raises:
        Refus: nobody lacks it, or too few people are counted for the figure to be told.
    """
    dimension = territoire.genre if territoire else "region"
    groupes = par_competence(dimension, competence=competence).get(competence.pk)
    part = part_du_groupe(groupes, str(territoire.pk) if territoire else "") if groupes else None
    ou = territoire.nom if territoire else _("tout le réseau")
    if part is None or not part.entiere:
        raise Refus(
            _(
                "Trop peu de personnes (%(ou)s) ont un poste qui demande cette compétence : leur nombre reste masqué. Élargissez le territoire."
            )
            % {"ou": ou},
            champ="territoire",
        )
    if not part.non:
        raise Refus(
            _("Cette compétence ne manque à personne (%(ou)s) : rien à verser.") % {"ou": ou}, champ="territoire"
        )
    faits: dict[str, Any] = {"competence": competence, "k": part.non, "n": part.total, "par": par, "note": _note(ou)}
    if besoin:
        joindre_ecart(besoin=besoin, **faits)
        return besoin
    titre = _("Progresser en « %(competence)s »") % {"competence": competence}
    if territoire:
        titre = f"{titre} ({ou})"
    return deriver_besoin_d_ecart(titre=titre[:300], territoire=territoire, **faits)


def _note(ou: str) -> str:
    return _(
        "Compté le %(jour)s, %(ou)s : personnes dont le poste demande cette compétence et qui n'en prouvent pas le niveau."
    ) % {
        "jour": francais.date_sans_jour(timezone.localdate()),
        "ou": ou,
    }

from django.db import transaction
from django.utils.translation import gettext as _

from academie.models import Utilisateur
from academie.regles import Refus
from certificats.models import FichePoste, Parcours


@transaction.atomic
def viser_poste(*, utilisateur: Utilisateur, fiche: FichePoste | None) -> Parcours:
    """Aim at a job, or at none.

    Raises:
        Refus: the sheet is not published.
    """
    if fiche and fiche.etat != FichePoste.Etat.PUBLIEE:
        raise Refus(_("Cette fiche n'est pas publiée : choisissez-en une autre."), champ="fiche")
    return Parcours.objects.update_or_create(utilisateur=utilisateur, defaults={"fiche_visee": fiche})[0]

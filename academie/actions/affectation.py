from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from academie.models import Affectation, Structure, Utilisateur
from academie.regles import Refus


@transaction.atomic
def affecter(
    *, utilisateur: Utilisateur, role: str, structure: Structure | None = None, debut: date | None = None
) -> Affectation:
    """Give `utilisateur` a role, in a structure, from `debut` (today by default). Asked twice, given once."""
    Utilisateur.objects.select_for_update().get(pk=utilisateur.pk)
    debut = debut or timezone.localdate()
    en_cours = Affectation.objects.du_jour(debut).filter(utilisateur=utilisateur, role=role, structure=structure)
    return en_cours.first() or _nouvelle(utilisateur=utilisateur, role=role, structure=structure, debut=debut)


def _nouvelle(**champs) -> Affectation:
    affectation = Affectation(**champs)
    affectation.full_clean(exclude=["utilisateur", "structure"])
    affectation.save()
    return affectation


@transaction.atomic
def terminer_affectation(*, affectation: Affectation, fin: date | None = None) -> Affectation:
    """End an affectation on `fin` (today by default); its rights end the next day.

    Raises:
        Refus: the last administrator would be gone, or the end precedes the beginning.
    """
    # Every administrator's row is locked: two of them cannot retire each other at the same time.
    administrateurs = list(
        Affectation.objects.select_for_update().filter(role="administrateur", fin=None).values_list("pk", flat=True)
    )
    affectation = Affectation.objects.select_for_update().get(pk=affectation.pk)
    if affectation.fin is not None:
        return affectation
    if administrateurs == [affectation.pk]:
        raise Refus(
            _(
                "Vous ne pouvez pas mettre fin à cette affectation : c'est la dernière personne qui administre "
                "l'Académie. Nommez d'abord une autre administratrice ou un autre administrateur."
            )
        )
    fin = fin or timezone.localdate()
    if fin < affectation.debut:
        raise Refus(_("La date de fin précède la date de début."), champ="fin")
    affectation.fin = fin
    affectation.save()
    return affectation

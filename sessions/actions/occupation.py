"""What sessions take, kept at each change: the database itself refuses that a person or a room be taken twice."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from academie.regles import Refus
from sessions.models import Occupation
from sessions.queries.occupation import LIBEREES, occupations_de


def occuper(session) -> None:
    """Make what `session` takes be what its half-days need: nothing once it is cancelled or postponed.

    Raises:
        Refus: somebody took the same person or place in the meantime.
    """
    Occupation.objects.filter(creneau__session=session).delete()
    if session.etat in LIBEREES:
        return
    creneaux = session.creneaux.select_related("session__lieu", "lieu").prefetch_related("interventions")
    prendre([occupation for creneau in creneaux for occupation in occupations_de(creneau)])


def prendre(occupations: list[Occupation]) -> None:
    """Write what is taken.

    Raises:
        Refus: the database says that one of them is taken already.
    """
    try:
        with transaction.atomic():
            Occupation.objects.bulk_create(occupations)
    except IntegrityError as erreur:
        raise Refus(
            _(
                "Une personne ou un lieu vient d'être pris à ces heures par quelqu'un d'autre. "
                "Vérifiez le planning, puis recommencez."
            )
        ) from erreur

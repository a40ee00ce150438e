from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from academie.models import Utilisateur
from academie.regles import regle
from certificats.models import Consultation
from certificats.queries.regard import qualite_de


@transaction.atomic
def noter_consultation(*, lecteur: Utilisateur, personne: Utilisateur, etendue: str) -> Consultation | None:
    """Write that `lecteur` opens this part of the person's career today; the person sees it. Once a day for each part.

    The caller has checked that `lecteur` may. One's own career is read without a note.
    """
    if lecteur == personne:
        return None
    return Consultation.objects.get_or_create(
        utilisateur=personne,
        lecteur=lecteur,
        etendue=etendue,
        jour=timezone.localdate(),
        defaults={"qualite": qualite_de(lecteur, personne)},
    )[0]


def oublier_consultations(le: datetime | None = None) -> None:
    """Forget who read what once it is old."""
    limite = (le or timezone.now()) - timedelta(days=30 * regle("consultation.conservation"))
    Consultation.objects.filter(le__lt=limite).delete()

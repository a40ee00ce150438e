from datetime import datetime

from django.utils import timezone

from besoins.actions.enquete import fermer_enquete
from besoins.actions.regime import couper_ce_qui_reste
from besoins.models import Enquete


def fermer_enquetes_echues(*, le: datetime | None = None) -> None:
    """Close the surveys whose last day to answer is past, and see that none closed is left with ties."""
    le = le or timezone.now()
    for enquete in Enquete.objects.filter(etat=Enquete.Etat.OUVERTE, ferme_le__lt=timezone.localdate(le)):
        fermer_enquete(enquete=enquete, le=le)
    couper_ce_qui_reste()

from datetime import datetime

from django.db.models import Q
from django.utils import timezone

from besoins.actions.enquete import fermer_enquete
from besoins.actions.regime import couper_les_liens
from besoins.models import Enquete


def fermer_enquetes_echues(*, le: datetime | None = None) -> None:
    """Close the surveys whose last day to answer is past; cut what a draft begun at the very moment left tied."""
    le = le or timezone.now()
    for enquete in Enquete.objects.filter(etat=Enquete.Etat.OUVERTE, ferme_le__lt=timezone.localdate(le)):
        fermer_enquete(enquete=enquete, le=le)
    liees = Q(reponses__invitation__isnull=False) & ~Q(regime=Enquete.Regime.NOMME)
    for enquete in Enquete.objects.filter(liees, etat=Enquete.Etat.CLOSE).distinct():
        couper_les_liens(enquete=enquete)

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from academie.models import Utilisateur
from academie.regles import regle
from besoins.models import Presence, VersionProgramme


@transaction.atomic
def signaler_presence(
    *, version: VersionProgramme, lieu: Presence.Lieu, par: Utilisateur, le: datetime | None = None
) -> Presence:
    """Somebody has a form open: told again every few seconds, it counts from the first time."""
    le = le or timezone.now()
    presence, _nouvelle = Presence.objects.select_for_update().get_or_create(
        version=version, personne=par, defaults={"lieu": lieu, "depuis": le, "vue_le": le}
    )
    if presence.lieu != lieu or presence.vue_le < le - timedelta(seconds=regle("presence.silence")):
        presence.lieu, presence.depuis = lieu, le
    presence.vue_le = le
    presence.save()
    return presence


def oublier_presences(*, le: datetime | None = None) -> None:
    """Who was writing yesterday is nobody's business."""
    avant = (le or timezone.now()) - timedelta(days=regle("presence.conservation"))
    Presence.objects.filter(vue_le__lt=avant).delete()

from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from academie.models import Utilisateur
from academie.regles import regle
from besoins.models import Presence, VersionProgramme


def presences(version: VersionProgramme, *, sauf: Utilisateur, le: datetime | None = None) -> list[str]:
    """Who else has a form of this version open now, in sentences."""
    le = le or timezone.now()
    vues = version.presences.filter(vue_le__gte=le - timedelta(seconds=regle("presence.silence")))
    return [dire(presence, le) for presence in vues.exclude(personne=sauf).select_related("personne")]


def dire(presence: Presence, le: datetime) -> str:
    phrase = {"qui": presence.personne, "quoi": presence.get_lieu_display()}
    minutes = int((le - presence.depuis).total_seconds() // 60)
    if not minutes:
        return _("%(qui)s écrit %(quoi)s depuis un instant") % phrase
    duree = ngettext("%(nombre)d minute", "%(nombre)d minutes", minutes) % {"nombre": minutes}
    return _("%(qui)s écrit %(quoi)s depuis %(duree)s") % (phrase | {"duree": duree})

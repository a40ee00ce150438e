from datetime import timedelta
from uuid import uuid4

from django.utils import timezone

from certificats.actions.partage import creer_partage, ouvrir_partage
from certificats.models import Partage


def partager(personne, *, etendue=Partage.Etendue.values, jours=30):
    """A share of `personne` and the token of its link."""
    return creer_partage(
        utilisateur=personne,
        etendue=etendue,
        expire_le=timezone.localdate() + timedelta(days=jours),
        cle=uuid4(),
        pour="Une recruteuse",
    )


def _partage(d):
    return {"pk": partager(d.animateur)[0].pk}


def _public(d):
    return {"jeton": partager(d.animateur)[1]}


def _lecture(d):
    partage, jeton = partager(d.animateur)
    return {"jeton": jeton, "cle": ouvrir_partage(partage=partage, cle=uuid4()).cle}


EXEMPLES = {
    "certificats:partage_revoquer": _partage,
    "certificats:partage_public": _public,
    "certificats:partage_lecture": _lecture,
}

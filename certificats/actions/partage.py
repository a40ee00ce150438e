from collections.abc import Collection
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from academie.models import Utilisateur
from academie.regles import Refus, regle
from certificats.models import OuverturePartage, Partage
from certificats.queries.regard import empreinte_du_jeton


@transaction.atomic
def creer_partage(
    *, utilisateur: Utilisateur, etendue: Collection[str], expire_le: date, cle: UUID, pour: str = ""
) -> tuple[Partage, str]:
    """Make a link that shows `etendue` until `expire_le`; only its fingerprint is kept.

    Args:
        cle: drawn by the page: the same form sent twice gives the same link, of 256 bits that only this server can make.

    Returns: the share, and the token of its link, which is given this once.
    Raises:
        Refus: nothing to show, a day that is past or too far.
    """
    jour, maximum = timezone.localdate(), regle("partage.duree_maximum")
    if not etendue:
        raise Refus(_("Choisissez ce que le lien montre."), champ="etendue")
    if expire_le < jour:
        raise Refus(_("Ce jour est passé\u00a0: choisissez-en un à venir."), champ="expire_le")
    if expire_le > jour + timedelta(days=maximum):
        raise Refus(
            _(
                "Un lien dure %(jours)s jours au plus\u00a0: choisissez un jour plus proche, vous en ferez un autre ensuite."
            )
            % {"jours": maximum},
            champ="expire_le",
        )
    jeton = salted_hmac("certificats.partage", f"{utilisateur.pk}:{cle}", algorithm="sha256").hexdigest()
    partage, _nouveau = Partage.objects.get_or_create(
        empreinte=empreinte_du_jeton(jeton),
        defaults={
            "utilisateur": utilisateur,
            "etendue": [partie for partie in Partage.Etendue.values if partie in etendue],
            "expire_le": expire_le,
            "pour": pour,
        },
    )
    return partage, jeton


@transaction.atomic
def revoquer_partage(*, partage: Partage, le: datetime | None = None) -> None:
    """The link shows nothing more. Asked twice, done once."""
    Partage.objects.filter(pk=partage.pk, revoque_le=None).update(revoque_le=le or timezone.now())


@transaction.atomic
def ouvrir_partage(*, partage: Partage, cle: UUID) -> OuverturePartage:
    """Count an opening of the link. The same `cle` counts once.

    Raises:
        Refus: the key is that of another link.
    """
    ouverture, _nouvelle = OuverturePartage.objects.get_or_create(cle=cle, defaults={"partage": partage})
    if ouverture.partage_id != partage.pk:
        raise Refus(_("Cette page a trop attendu\u00a0: ouvrez de nouveau le lien."))
    return ouverture

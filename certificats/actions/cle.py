from datetime import datetime

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from academie.models import Organisme
from academie.regles import Refus
from certificats import cles
from certificats.models import CleEmission
from certificats.models.cle import CleIndisponible

Usage = CleEmission.Usage


def cle_active(usage: str) -> CleEmission:
    """Return the key that signs for `usage`, made when there is none.

    The operator's own, when the environment gives one, takes the place of the demonstration's as soon as something is
    to be signed; taken away, it leaves its place to a demonstration key. A key whose secret is lost is retired too.
    """
    cle = CleEmission.objects.actives().filter(usage=usage).first()
    if cle and _convient(cle):
        return cle
    try:
        with transaction.atomic():
            CleEmission.objects.actives().filter(pk=cle and cle.pk).update(retiree_le=timezone.now())
            return _faire(usage)
    except IntegrityError:  # another process made it meanwhile
        return CleEmission.objects.actives().get(usage=usage)


def _convient(cle: CleEmission) -> bool:
    """Can it still sign, and is it the one that the operator wants?"""
    try:
        cle.cle_privee()
    except CleIndisponible:
        return False
    return cle.usage != Usage.CACHET or cle.de_l_operateur == bool(settings.CACHET_CLE)


def _faire(usage: str) -> CleEmission:
    maintenant = timezone.now()
    cle = CleEmission(usage=usage, cree_le=maintenant)
    if usage == Usage.CACHET and settings.CACHET_CLE:
        privee, cle.certificat = cles.lire_operateur(settings.CACHET_CLE, settings.CACHET_CERTIFICAT)
    else:
        privee = cles.nouvelle_cle_ed25519() if usage == Usage.BADGE_ED25519 else cles.nouvelle_cle_rsa()
        cle.enfermer(privee)
    if usage == Usage.CACHET and not settings.CACHET_CLE:
        nom = _("Cachet de démonstration de l'Académie")
        organisme = _("%(nom)s (démonstration)") % {"nom": Organisme.charger().nom or settings.EDITEUR["nom"]}
        cle.certificat = cles.certificat_autosigne(privee, nom=nom, organisme=organisme, le=maintenant)
    cle.publique = cles.publique(privee)
    cle.kid = cles.kid(cle.publique)
    # The operator's key may come back after it was taken away: it is the same key.
    ancienne = CleEmission.objects.filter(kid=cle.kid).first()
    if ancienne:
        if ancienne.compromise_le:
            raise Refus(
                _(
                    "Rien n'a été scellé\u00a0: la clé CACHET_CLE a été déclarée compromise. Donnez une autre clé et son "
                    "certificat dans l'environnement du site."
                )
            )
        ancienne.retiree_le = None
        ancienne.save(update_fields=["retiree_le"])
        return ancienne
    cle.save(force_insert=True)
    return cle


@transaction.atomic
def tourner_cle(*, cle: CleEmission) -> CleEmission:
    """Put another key in the place of `cle`, which signs no more and still verifies. Asked twice, done once.

    Returns: the key that signs now.
    Raises:
        Refus: the operator holds it.
    """
    cle = CleEmission.objects.select_for_update().get(pk=cle.pk)
    if cle.retiree_le is None:
        if cle.de_l_operateur:
            raise Refus(
                _(
                    "Cette clé n'est pas tenue par le site\xa0: elle vient de son environnement. Pour en changer, donnez-y "
                    "une autre CACHET_CLE et son CACHET_CERTIFICAT, puis redémarrez."
                )
            )
        cle.retiree_le = timezone.now()
        cle.save(update_fields=["retiree_le"])
    return cle_active(cle.usage)


@transaction.atomic
def compromettre_cle(*, cle: CleEmission, depuis: datetime) -> CleEmission:
    """Say that somebody else may have signed with `cle` since `depuis`: what it signed from then on is refused.

    Raises:
        Refus: `depuis` is to come, before the key was made, or later than what was already said.
    """
    cle = CleEmission.objects.select_for_update().get(pk=cle.pk)
    maintenant = timezone.now()
    if depuis > maintenant:
        raise Refus(
            _("Cette date est à venir\xa0: donnez le moment à partir duquel la clé n'est plus sûre."), champ="depuis"
        )
    if cle.compromise_le and depuis > cle.compromise_le:
        raise Refus(
            _(
                "Cette clé est déjà dite compromise depuis plus tôt\xa0: ce qui est refusé ne peut pas être accepté à nouveau."
            ),
            champ="depuis",
        )
    cle.compromise_le = depuis
    cle.retiree_le = cle.retiree_le or maintenant
    cle.save(update_fields=["compromise_le", "retiree_le"])
    if not cle.de_l_operateur:
        cle_active(cle.usage)
    return cle

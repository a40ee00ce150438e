
from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from academie.models import Organisme
from academie.regles import Refus
from certificats import cles
from certificats.models import CleEmission

Usage = CleEmission.Usage


def cle_active(usage: str) -> CleEmission:
    """Return the key that signs for `usage`, made when there is none.

    The operator's own, when the environment gives one, takes the place of the demonstration's as soon as something is
    to be signed; taken away, it leaves its place to a demonstration key.
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
    if cle.usage != Usage.CACHET:
        return True
    if not settings.CACHET_CLE:
        return not cle.de_l_operateur
    privee, _chaine = cles.lire_operateur(settings.CACHET_CLE, settings.CACHET_CERTIFICAT)
    return cles.kid(cles.publique(privee)) == cle.kid


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

"""A person no longer has the printed name, or the structure no longer has the printed name."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from academie.models import Utilisateur
from academie.regles import Refus
from certificats.actions.certificat import remplacer_certificat, verrouiller_certificat
from certificats.models import Certificat
from certificats.queries.identite import changement


@transaction.atomic
def signaler_changement(*, certificat: Certificat, le: datetime | None = None) -> Certificat:
    """Ask the Académie, as its holder, for a certificate with today's name. Asked twice, asked once.

    Raises:
        Refus: it no longer stands, or the printed name is the one of the account.
    """
    certificat = verrouiller_certificat(certificat)
    change = changement(certificat)
    if not (change and change.titulaire):
        raise Refus(
            _(
                "Rien à demander\u00a0: le nom imprimé est celui de votre compte, ou ce certificat ne vaut plus. "
                "Changez d'abord votre nom dans votre compte."
            )
        )
    if certificat.signale_le is None:
        certificat.signale_le = le or timezone.now()
        certificat.save(update_fields=["signale_le"])
    return certificat


@transaction.atomic
def actualiser_certificat(*, certificat: Certificat, par: Utilisateur, le: datetime | None = None) -> Certificat:
    """Replace a certificate by one with today's name and employer; asked twice, the same one.

    Raises:
        Refus: nothing differs.
    """
    certificat = verrouiller_certificat(certificat)
    if certificat.etat == Certificat.Etat.REMPLACE:
        return certificat.remplacant
    change = changement(certificat)
    if change is None:
        raise Refus(_("Rien ne change\u00a0: le nom et l'employeur imprimés sont ceux d'aujourd'hui."))
    motif = _("La personne porte un autre nom.") if change.titulaire else _("L'employeur porte un autre nom.")
    return remplacer_certificat(certificat=certificat, par=par, motif=motif, corrections=change.corrections, le=le)

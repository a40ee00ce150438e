"""The employer's answer to an enrolment: asked by a signed link that serves once."""

from datetime import datetime, timedelta

from django.utils import timezone

from academie.regles import regle
from sessions.models import AccordEmployeur


def accord_a_demander(structure) -> bool:
    """Whether this employer wants to be asked."""
    return bool(structure and structure.accord_requis)


def demander_accord(inscription, *, le: datetime) -> AccordEmployeur:
    """Write to who decides for the structure of this enrolment."""
    validite = timedelta(days=regle("inscription.accord_validite", timezone.localdate(le)))
    accord, _nouveau = AccordEmployeur.objects.get_or_create(
        inscription=inscription,
        defaults={
            "email": inscription.structure.accord_email,
            "email_suppleant": inscription.structure.accord_email_suppleant,
            "demande_le": le,
            "expire_le": min(le + validite, inscription.session.debut),
        },
    )
    return accord

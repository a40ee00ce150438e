"""The keys that sign, as those who watch over them see them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from certificats import cles
from certificats.models import Badge, CleEmission, DocumentDelivre


@dataclass(frozen=True)
class CleLue:
    """A key, and what its certificate says when it has one."""

    cle: CleEmission
    nom: str = ""
    fin: datetime | None = None
    autosigne: bool = False


def cles_lues() -> list[CleLue]:
    """Every key, by use, the latest first."""
    return [cle_lue(cle) for cle in CleEmission.objects.all()]


def cle_lue(cle: CleEmission) -> CleLue:
    return CleLue(cle, *cles.sujet_et_fin(cle.certificat)) if cle.certificat else CleLue(cle)


def signes_par(cle: CleEmission) -> int:
    """How many documents or badges a key signed."""
    if cle.usage == CleEmission.Usage.CACHET:
        return DocumentDelivre.objects.filter(cachet=cle).count()
    return Badge.objects.filter(Q(cle_integrite=cle) | Q(cle_jeton=cle)).count()


def usages_sans_cle() -> Iterable[str]:
    """The uses that nothing was signed for yet: their key is made the first time."""
    actives = set(CleEmission.objects.actives().values_list("usage", flat=True))
    return [libelle for usage, libelle in CleEmission.Usage.choices if usage not in actives]

"""Who pays for programmes, and what must then be written on them."""

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from academie import francais
from besoins.models import Financement, VersionProgramme


def financements_proposes(version: VersionProgramme) -> QuerySet:
    """Those that still run today, and those that the version already has."""
    en_cours = Q(fin=None) | Q(fin__gte=timezone.localdate())
    return Financement.objects.filter(en_cours | Q(pk__in=version.financements.values("pk")))


def mentions(version: VersionProgramme) -> list[str]:
    """What European money asks to be written, in the order of the funders. `version` comes from `avec_contenu`."""
    return list(dict.fromkeys(financement.mention for financement in version.financements.all() if financement.fonds))


def dire_cout(version: VersionProgramme) -> str:
    """What a session costs, and for each person expected. `version` comes from `avec_contenu`."""
    if version.cout is None:
        return ""
    attendues = sum(attendu.effectif for attendu in version.effectifs.all())
    if not attendues:
        return _("%(cout)s € la session") % {"cout": francais.nombre(version.cout)}
    return _("%(cout)s € la session, soit %(part)s € par personne si elle réunit les %(n)s personnes attendues") % {
        "cout": francais.nombre(version.cout),
        "part": francais.nombre(round(version.cout / attendues)),
        "n": francais.nombre(attendues),
    }

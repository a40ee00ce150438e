"""Who pays for programmes, and what must then be written on them."""

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from academie import francais
from academie.regles import regle
from besoins.models import Financement, VersionProgramme


def financements_proposes(version: VersionProgramme) -> QuerySet:
    """Those that still run today, and those that the version already has."""
    en_cours = Q(fin=None) | Q(fin__gte=timezone.localdate())
    return Financement.objects.filter(en_cours | Q(pk__in=version.financements.values("pk")))


def mentions(version: VersionProgramme) -> list[str]:
    """What European money asks to be written, in the order of the funders. `version` comes from `avec_contenu`."""
    return list(dict.fromkeys(financement.mention for financement in version.financements.all() if financement.fonds))


def dire_cout(version: VersionProgramme) -> str:
    """What a session costs, how many are needed, and for each person expected. `version` comes from `avec_contenu`."""
    if version.cout is None:
        return ""
    attendues = sum(attendu.effectif for attendu in version.effectifs.all())
    if not attendues:
        return _("%(cout)s € la session") % {"cout": francais.nombre(version.cout)}
    places = regle("plan.places")
    sessions = -(-attendues // places)
    phrase = ngettext(
        "%(cout)s € la session ; une session de %(places)s places suffit aux %(n)s personnes attendues, soit %(part)s € chacune",
        "%(cout)s € la session ; %(sessions)s sessions de %(places)s places pour les %(n)s personnes attendues, soit %(part)s € chacune",
        sessions,
    )
    return phrase % {
        "cout": francais.nombre(version.cout),
        "sessions": francais.nombre(sessions),
        "places": places,
        "part": francais.nombre(round(sessions * version.cout / attendues)),
        "n": francais.nombre(attendues),
    }

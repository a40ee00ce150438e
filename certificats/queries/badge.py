"""A badge as its holder takes it away, and a badge that somebody shows: does the Académie vouch for it?"""

from hashlib import sha256

from django.core.cache import cache
from django.db.models import Q
from django.utils.translation import gettext as _

from besoins.models import VersionProgramme
from certificats.badges import image, incruste
from certificats.codes import lire_code
from certificats.models import Badge

UN_JOUR = 86_400


def badge_public(saisie: str) -> Badge | None:
    """The badge whose code, or the code of a document of its certificate, was typed as `saisie`."""
    code = lire_code(saisie)
    return Badge.objects.filter(Q(code=code) | Q(certificat__documents__code=code)).first()


def image_png(version: VersionProgramme) -> bytes:
    titre = version.programme.titre
    return cache.get_or_set(f"badge:{sha256(titre.encode()).hexdigest()}", lambda: image.png(titre), UN_JOUR)


def image_svg(version: VersionProgramme) -> str:
    titre = version.programme.titre
    return image.svg(titre, _("Badge de l'Académie\xa0: formation «\xa0%(titre)s\xa0» suivie.") % {"titre": titre})


def porte_png(badge: Badge) -> bytes:
    """The picture with the signed badge inside."""
    return incruste.dans_png(image_png(badge.version), badge.jeton)


def porte_svg(badge: Badge) -> str:
    return incruste.dans_svg(image_svg(badge.version), badge.jeton)

from collections.abc import Iterator

from django.db.models import Q
from django.utils.translation import gettext as _

from besoins.models import VersionProgramme


def deux_personnes(gardee, fermee) -> Iterator[str]:
    """One wrote a version that the other reviewed: reviewed by somebody else, which is what the rule asks for."""
    paires = Q(redacteurs=gardee, relu_par=fermee) | Q(redacteurs=fermee, relu_par=gardee)
    for version in VersionProgramme.objects.filter(paires).select_related("programme").distinct():
        yield _(
            "L'un de ces comptes a écrit «\xa0%(version)s\xa0», l'autre l'a relue\xa0: une version est relue par une autre "
            "personne. Faites-la d'abord relire par quelqu'un d'autre."
        ) % {"version": version}

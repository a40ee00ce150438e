"""Holidays where a session takes place."""

from collections.abc import Collection
from datetime import date

from academie.models import Territoire
from sessions.conges import jour_ferie, vacances_scolaires


def departements_de(*, region: Territoire, departement: Territoire | None) -> frozenset[str]:
    """The codes to look holidays up with: of the département, else of every one of the région."""
    if departement:
        return frozenset([departement.code])
    siens = Territoire.objects.filter(genre=Territoire.Genre.DEPARTEMENT, region=region)
    return frozenset(siens.values_list("code", flat=True))


def jour_de_conge(jour: date, departements: Collection[str], vacances: bool = False) -> bool:
    """Whether nobody should be expected that day: a public holiday, or school holidays too."""
    return bool(jour_ferie(jour, departements) or (vacances and vacances_scolaires(jour, departements)))

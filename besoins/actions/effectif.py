"""For whom a programme is written: how many people each structure expects to send, on which territories."""

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from academie.models import Structure, Territoire, Utilisateur
from academie.regles import Refus
from besoins.actions.programme import brouillon_verrouille
from besoins.actions.revision import modifier
from besoins.models import EffectifAttendu, VersionProgramme

EFFECTIF_MAXIMUM = 9999


@transaction.atomic
def compter_effectifs(
    *, version: VersionProgramme, effectifs: Mapping[Structure, int | None], par: Utilisateur
) -> VersionProgramme:
    """Say how many people these structures expect to send, None or 0 for nobody; the others stay as they are.

    Raises:
        Refus: version not a draft, a number beyond reason.
    """
    version = brouillon_verrouille(version, par)
    if any(not 0 <= (effectif or 0) <= EFFECTIF_MAXIMUM for effectif in effectifs.values()):
        raise Refus(_("Une structure envoie de 1 à %(maximum)s personnes.") % {"maximum": EFFECTIF_MAXIMUM})
    attendus = {structure: effectif for structure, effectif in effectifs.items() if effectif}
    version.effectifs.filter(structure__in=effectifs.keys() - attendus.keys()).delete()
    EffectifAttendu.objects.bulk_create(
        [
            EffectifAttendu(version=version, structure=structure, effectif=effectif)
            for structure, effectif in attendus.items()
        ],
        update_conflicts=True,
        unique_fields=["version", "structure"],
        update_fields=["effectif"],
    )
    return version


@transaction.atomic
def viser_territoires(
    *, version: VersionProgramme, territoires: list[Territoire], par: Utilisateur, lue: int | None = None
) -> VersionProgramme:
    """Say which territories a draft is for; none means all of them.

    Raises:
        Refus: version not a draft.
        Perimee: somebody wrote after the revision `lue`.
    """
    version = brouillon_verrouille(version, par)
    modifier(version, {"territoires": territoires}, lue=lue)
    return version

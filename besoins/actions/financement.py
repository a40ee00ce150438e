"""Who pays: the list of funders, and those of a programme with what a session costs."""

from django.db import transaction
from django.utils.translation import gettext as _

from academie.models import Utilisateur
from academie.regles import Refus
from besoins.actions.programme import brouillon_verrouille
from besoins.actions.revision import modifier
from besoins.models import Financement, VersionProgramme

FIGES = ("nom", "fonds", "mention")


@transaction.atomic
def enregistrer_financement(*, financement: Financement) -> Financement:
    """Keep a funder of the list. What published versions say of it does not change any more.

    Raises:
        Refus: a new name, fund or mention, and a version once published bears the old one.
    """
    ancien = Financement.objects.select_for_update().filter(pk=financement.pk).first()
    change = ancien and any(getattr(ancien, champ) != getattr(financement, champ) for champ in FIGES)
    if change and ancien.versions.exclude(publiee_le=None).exists():
        raise Refus(
            _(
                "Des programmes publiés portent ce financement : son nom, son fonds et sa mention ne changent plus. "
                "Donnez-lui une date de fin, puis ajoutez-en un autre."
            )
        )
    financement.save()
    return financement


@transaction.atomic
def financer_version(
    *,
    version: VersionProgramme,
    financements: list[Financement],
    cout: int | None,
    par: Utilisateur,
    lue: int | None = None,
) -> VersionProgramme:
    """Say who pays for a draft and what a session of it costs, in whole euros.

    Raises:
        Refus: version not a draft.
        Perimee: somebody wrote after the revision `lue`.
    """
    version = brouillon_verrouille(version, par)
    modifier(version, {"financements": financements, "cout": cout}, lue=lue)
    return version

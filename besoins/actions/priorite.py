"""What people decide of the order: how much each criterion weighs, and the places they impose."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from academie.models import Utilisateur
from academie.regles import Refus
from besoins.actions.besoin import verrouiller_besoins
from besoins.models import Besoin, PlaceImposee, PoidsPriorite


@transaction.atomic
def changer_poids(*, poids: dict[str, int], motif: str, par: Utilisateur, le: datetime | None = None) -> PoidsPriorite:
    """Weigh the criteria otherwise from now on; the former weights stay written. The same twice is kept once.

    Raises:
        Refus: every weight is zero, or no reason.
    """
    verrouiller_besoins()
    if not any(poids.values()):
        raise Refus(_("Donnez un poids à un critère au moins."))
    if not motif.strip():
        raise Refus(_("Indiquez pourquoi les poids changent : tout le monde le lira."), champ="motif")
    actuels = PoidsPriorite.objects.en_vigueur()
    if actuels.pk and actuels.valeurs() == poids:
        return actuels
    return PoidsPriorite.objects.create(**poids, motif=motif.strip(), par=par, le=le or timezone.now())


@transaction.atomic
def imposer_place(
    *, besoin: Besoin, place: int, motif: str, par: Utilisateur, le: datetime | None = None
) -> PlaceImposee:
    """Put a need at a place, whatever the calculation says. The same twice is kept once; another place replaces it.

    Raises:
        Refus: no reason, a need that is not compared, or a place that another need holds.
    """
    verrouiller_besoins()
    le = le or timezone.now()
    if not motif.strip():
        raise Refus(_("Indiquez pourquoi cette place est imposée : tout le monde le lira."), champ="motif")
    if Besoin.objects.get(pk=besoin.pk).etat not in Besoin.VIVANTS:
        raise Refus(_("Ce besoin est %(etat)s : il n'a pas de place.") % {"etat": besoin.get_etat_display()})
    siennes = besoin.places.en_vigueur()
    if deja := siennes.filter(place=place).first():
        return deja
    if autre := PlaceImposee.objects.en_vigueur().filter(place=place).select_related("besoin").first():
        if autre.besoin.etat in Besoin.VIVANTS:
            raise Refus(
                _("La place %(place)s est déjà imposée à « %(besoin)s ». Retirez-la-lui d'abord.")
                % {"place": place, "besoin": autre.besoin.titre},
                champ="place",
            )
        _retirer(PlaceImposee.objects.filter(pk=autre.pk), par, le)
    _retirer(siennes, par, le)
    return besoin.places.create(place=place, motif=motif.strip(), par=par, le=le)


@transaction.atomic
def retirer_place(*, besoin: Besoin, par: Utilisateur, le: datetime | None = None) -> Besoin:
    """Give a need back the place that the calculation gives it."""
    verrouiller_besoins()
    _retirer(besoin.places.en_vigueur(), par, le or timezone.now())
    return besoin


def _retirer(places, par: Utilisateur, le: datetime) -> None:
    places.update(retiree_par=par, retiree_le=le)

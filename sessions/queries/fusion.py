from collections.abc import Iterator

from django.utils.translation import gettext as _

from academie.francais import date_longue
from sessions.models import Emargement, Occupation


def deux_personnes(gardee, fermee) -> Iterator[str]:
    """Nobody gives two half-days at once, nor signs the same one twice."""
    siennes = Occupation.objects.filter(formateur=gardee).select_related("creneau").order_by("debut")
    for prise in siennes:
        if Occupation.objects.filter(formateur=fermee, debut__lt=prise.fin, fin__gt=prise.debut).exists():
            yield _(
                "Ces deux comptes sont pris en même temps le %(jour)s, en formation ou par une indisponibilité\xa0: ce sont "
                "deux personnes, ou l'un des deux est à retirer d'abord de cette demi-journée."
            ) % {"jour": date_longue((prise.creneau or prise).debut)}
            return
    presences = Emargement.objects.filter(minutes__gt=0)
    if (
        double := presences.filter(inscription__utilisateur=gardee)
        .filter(creneau__in=presences.filter(inscription__utilisateur=fermee).values("creneau"))
        .select_related("creneau")
        .first()
    ):
        yield _(
            "Ces deux comptes ont suivi la même demi-journée le %(jour)s\xa0: ce sont deux personnes. Si l'une des deux "
            "présences est une erreur, corrigez-la d'abord."
        ) % {"jour": date_longue(double.creneau.debut)}

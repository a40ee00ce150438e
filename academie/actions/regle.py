"""A rule takes another value, from a day to come; a value that has not begun yet is withdrawn."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from academie import francais
from academie.models import Utilisateur, ValeurRegle
from academie.regles import REGLES, Refus, bornes, regle
from academie.regles.memoire import memoire


@transaction.atomic
def changer_regle(
    *, cle: str, valeur: int, depuis: date, motif: str, par: Utilisateur, le: datetime | None = None
) -> ValeurRegle:
    """Decide that the rule takes `valeur` from `depuis`. The same decision twice is one.

    Raises:
        Refus: no such rule, today or before, out of bounds, no reason, no change, or another value that day.
    """
    le = le or timezone.now()
    _verifier(cle, valeur, depuis, motif, timezone.localdate(le))
    deja = ValeurRegle.objects.valables().filter(cle=cle, depuis=depuis).first()
    if deja is None and regle(cle, depuis) == valeur:
        raise Refus(_("C'est déjà la valeur prévue ce jour-là : il n'y a rien à changer."), champ="valeur")
    decidee, nouvelle = ValeurRegle.objects.get_or_create(
        cle=cle,
        depuis=depuis,
        retiree_le=None,
        defaults={"valeur": valeur, "motif": motif.strip(), "par": par, "cree_le": le},
    )
    if not nouvelle and decidee.valeur != valeur:
        raise Refus(
            _("Une autre valeur est déjà décidée pour le %(jour)s. Retirez-la d'abord, ou choisissez un autre jour.")
            % {"jour": francais.date_longue(depuis)},
            champ="depuis",
        )
    memoire.oublier()
    return decidee


@transaction.atomic
def retirer_valeur(*, valeur: ValeurRegle, le: datetime | None = None) -> ValeurRegle:
    """A change to come does not come. Twice is once.

    Raises:
        Refus: the value is in force already.
    """
    le = le or timezone.now()
    valeur = ValeurRegle.objects.select_for_update().get(pk=valeur.pk)
    if valeur.retiree_le:
        return valeur
    if valeur.depuis <= timezone.localdate(le):
        raise Refus(_("Cette valeur s'applique déjà : décidez plutôt d'une nouvelle valeur."))
    valeur.retiree_le = le
    valeur.save()
    memoire.oublier()
    return valeur


def _verifier(cle: str, valeur: int, depuis: date, motif: str, jour: date) -> None:
    ligne = next((ligne for ligne in REGLES if ligne.cle == cle), None)
    if ligne is None:
        raise Refus(_("Cette règle n'existe pas. Choisissez-la dans la liste des règles."))
    minimum, maximum = bornes(ligne)
    if not minimum <= valeur <= maximum:
        raise Refus(
            _("La valeur est comprise entre %(minimum)s et %(maximum)s.")
            % {"minimum": francais.nombre(minimum), "maximum": francais.nombre(maximum)},
            champ="valeur",
        )
    if depuis <= jour:
        raise Refus(_("Une règle change demain au plus tôt : choisissez un jour à venir."), champ="depuis")
    if not motif.strip():
        raise Refus(_("Indiquez pourquoi la règle change : tout le monde le lira."), champ="motif")

"""When a trainer cannot come."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from academie import francais
from academie.models import Utilisateur
from academie.regles import Refus
from sessions.actions.occupation import prendre
from sessions.models import Indisponibilite, Occupation
from sessions.queries.occupation import Prise, moment, prises_pendant

DUREE_AU_PLUS = timedelta(days=400)


@transaction.atomic
def declarer_indisponibilite(
    *, formateur: Utilisateur, debut: datetime, fin: datetime, le: datetime | None = None
) -> Indisponibilite:
    """Keep a trainer from being planned between two moments. The same one twice is one.

    Raises:
        Refus: upside down, past or too long, or something is planned or declared in between.
    """
    Utilisateur.objects.select_for_update(no_key=True).get(pk=formateur.pk)
    if deja := Indisponibilite.objects.en_vigueur().filter(formateur=formateur, debut=debut, fin=fin).first():
        return deja
    if fin <= debut:
        raise Refus(_("La fin précède le début. Corrigez l'une ou l'autre."), champ="au")
    if fin <= (le or timezone.now()):
        raise Refus(_("Ces dates sont passées. Choisissez des dates à venir."), champ="au")
    if fin - debut > DUREE_AU_PLUS:
        raise Refus(_("Une indisponibilité dure un an au plus. Rapprochez la fin."), champ="au")
    for prise in prises_pendant([Prise(debut, fin, formateurs=(formateur,))]):
        raise Refus(_raison(prise), champ="du")
    indisponibilite = Indisponibilite.objects.create(formateur=formateur, debut=debut, fin=fin)
    prendre([Occupation(indisponibilite=indisponibilite, formateur=formateur, debut=debut, fin=fin)])
    return indisponibilite


@transaction.atomic
def retirer_indisponibilite(*, indisponibilite: Indisponibilite, le: datetime | None = None) -> None:
    """The trainer may be planned again. Twice is once."""
    Occupation.objects.filter(indisponibilite=indisponibilite).delete()
    if indisponibilite.retiree_le is None:
        indisponibilite.retiree_le = le or timezone.now()
        indisponibilite.save()


def _raison(prise: Occupation) -> str:
    if prise.indisponibilite_id:
        return _("Une indisponibilité est déjà déclarée %(quand)s. Retirez-la, ou choisissez d'autres dates.") % {
            "quand": moment(prise.debut, prise.fin)
        }
    return _(
        "Une demi-journée de « %(session)s » est prévue le %(jour)s, %(heures)s. "
        "Faites-la donner par une autre personne, puis recommencez."
    ) % {
        "session": prise.creneau.session.titre,
        "jour": francais.date_longue(prise.debut),
        "heures": francais.plage(prise.debut, prise.fin),
    }

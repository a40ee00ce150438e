from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from academie.models import Utilisateur
from academie.regles import Refus
from besoins.actions.question import refuser_incoherences
from besoins.models import Correction, Enquete, Option, Question, Section

# The words that may be corrected once a survey is open; never what they ask or how answers are read.
MOTS = {
    Enquete: ("titre", "presentation"),
    Section: ("titre", "aide"),
    Question: ("intitule", "aide", "unite", "libelle_minimum", "libelle_maximum"),
    Option: ("libelle", "detail"),
}


@transaction.atomic
def corriger_mots(
    *,
    element: Enquete | Section | Question | Option,
    mots: dict[str, str],
    motif: str,
    par: Utilisateur,
    le: datetime | None = None,
) -> list[Correction]:
    """Correct the wording of an open survey; each change is logged for those who read the results.

    Raises:
        Refus: the survey is not open, the words are those of a sibling, or a text takes up an answer not yet asked.
    """
    enquete = element if isinstance(element, Enquete) else element.enquete
    enquete = Enquete.objects.select_for_update().get(pk=enquete.pk)
    _refuser_si_pas_ouverte(enquete)
    actuel = type(element).objects.select_for_update().get(pk=element.pk)
    changes = {
        champ: mots[champ] for champ in MOTS[type(element)] if champ in mots and mots[champ] != getattr(actuel, champ)
    }
    if not changes:
        return []
    _refuser_mots_d_un_semblable(actuel, changes)
    corrections = [
        Correction(
            enquete=enquete,
            element=f"{actuel._meta.model_name}:{actuel.pk}",
            champ=champ,
            avant=getattr(actuel, champ),
            apres=apres,
            motif=motif,
            par=par,
            le=le or timezone.now(),
        )
        for champ, apres in changes.items()
    ]
    for champ, apres in changes.items():
        setattr(actuel, champ, apres)
    actuel.save(update_fields=list(changes))
    refuser_incoherences(enquete)
    return Correction.objects.bulk_create(corrections)


def _refuser_si_pas_ouverte(enquete: Enquete) -> None:
    if enquete.etat == Enquete.Etat.BROUILLON:
        raise Refus(_("L'enquête est encore un brouillon : modifiez-la directement, rien ne sera consigné."))
    if enquete.etat == Enquete.Etat.CLOSE:
        raise Refus(
            _(
                "L'enquête est close : ses textes restent ceux que chacun a lus en répondant. Faites une nouvelle "
                "version pour les reprendre."
            )
        )


def _refuser_mots_d_un_semblable(element, changes: dict[str, str]) -> None:
    if isinstance(element, Enquete) or element.CLE not in changes:
        return
    if element.freres().filter(**{element.CLE: changes[element.CLE]}).exclude(pk=element.pk).exists():
        raise Refus(
            _("« %(mots)s » est déjà pris au même endroit. Choisissez d'autres mots.") % {"mots": changes[element.CLE]},
            champ=element.CLE,
        )

"""What a person says at enrolment: prerequisites, where they stand (L6353-9), what should be planned for them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from academie.regles import Refus
from sessions.models import Inscription, ReponsePositionnement
from sessions.notifications.positionnement import amenagement_prevu
from sessions.queries.positionnement import questions_de


@dataclass(frozen=True)
class Demande:
    """What comes with an enrolment. `reponses`: by question, a degree or a text; `derogation`: why a rule is exceeded."""

    prerequis_confirmes: bool = False
    reponses: Mapping[int, int | str] = field(default_factory=dict)
    amenagement: str = ""
    derogation: str = ""


def ecrire_demande(inscription: Inscription, demande: Demande) -> None:
    """Keep what came with the enrolment, in its transaction. A changed adjustment is to be planned anew."""
    amenagement = demande.amenagement.strip()
    confirmes = inscription.prerequis_confirmes or demande.prerequis_confirmes
    if (amenagement, confirmes) != (inscription.amenagement, inscription.prerequis_confirmes):
        if amenagement != inscription.amenagement:
            inscription.amenagement, inscription.amenagement_prevu = amenagement, ""
        inscription.prerequis_confirmes = confirmes
        inscription.save()
    for question in questions_de(inscription.session.version) if demande.reponses else ():
        _ecrire_reponse(inscription, question, demande.reponses.get(question.pk, ""))


def _ecrire_reponse(inscription: Inscription, question, reponse: int | str) -> None:
    if reponse == "":
        inscription.positionnements.filter(question=question).delete()
        return
    dite = {"texte": reponse, "degre": None} if isinstance(reponse, str) else {"texte": "", "degre": reponse}
    ReponsePositionnement.objects.update_or_create(inscription=inscription, question=question, defaults=dite)


@transaction.atomic
def completer_demande(*, inscription: Inscription, demande: Demande, le: datetime | None = None) -> Inscription:
    """Answer later, or otherwise, until the first day.

    Raises:
        Refus: the enrolment is over, or the session has begun.
    """
    inscription = Inscription.objects.select_for_update().get(pk=inscription.pk)
    if inscription.etat == Inscription.Etat.ANNULEE:
        raise Refus(_("Cette inscription est annulée : il n'y a plus rien à préparer."))
    if inscription.session.debut <= (le or timezone.now()):
        raise Refus(_("La session a commencé : dites-le à la formatrice ou au formateur."))
    ecrire_demande(inscription, demande)
    return inscription


@transaction.atomic
def prevoir_amenagement(*, inscription: Inscription, prevu: str) -> Inscription:
    """Say what is planned; the person is told. Twice the same is told once.

    Raises:
        Refus: nothing was asked, or nothing is said.
    """
    inscription = Inscription.objects.select_for_update().get(pk=inscription.pk)
    prevu = prevu.strip()
    if not inscription.amenagement:
        raise Refus(_("Aucun aménagement n'est demandé pour cette inscription."))
    if not prevu:
        raise Refus(_("Dites ce qui est prévu : la personne le lit."), champ="amenagement_prevu")
    if prevu != inscription.amenagement_prevu:
        inscription.amenagement_prevu = prevu
        inscription.save()
        amenagement_prevu(inscription)
    return inscription

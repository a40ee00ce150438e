from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from academie.regles import Refus
from besoins.models import Enquete, Invitation, Question, Reponse, Valeur
from besoins.notifications.reponse import accuser_reponse
from besoins.queries.reponse import questions_manquantes


class DejaEnvoyee(Refus):
    """The answer was already submitted: it does not change any more."""


@transaction.atomic
def enregistrer_reponse(
    *, invitation: Invitation, valeurs: dict[Question, object], le: datetime | None = None
) -> Reponse:
    """Keep what was typed so far. `valeurs` gives, for each question, a list of options, a number, a text or None.

    Only the questions given are touched: what was kept before on other pages stays.

    Raises:
        DejaEnvoyee: the answer was submitted.
        Refus: the survey does not receive answers any more.
    """
    le = le or timezone.now()
    invitation, reponse = _verrouiller(invitation, le)
    if reponse.etat == Reponse.Etat.SOUMISE:
        raise DejaEnvoyee(_("Cette réponse a déjà été envoyée : elle ne change plus."))
    _refuser_si_close(invitation.enquete, le)
    _ecrire(reponse, valeurs)
    reponse.maj_le = le
    reponse.save(update_fields=["maj_le"])
    return reponse


@transaction.atomic
def soumettre_reponse(*, invitation: Invitation, le: datetime | None = None) -> Reponse:
    """Submit once and for all. A second submission, from any tab, finds the same answer.

    Raises:
        Refus: a mandatory question has no answer, or the survey does not receive answers any more.
    """
    le = le or timezone.now()
    invitation, reponse = _verrouiller(invitation, le)
    if reponse.etat == Reponse.Etat.SOUMISE:
        return reponse
    _refuser_si_close(invitation.enquete, le)
    if manquantes := questions_manquantes(reponse):
        raise Refus(
            _("Il reste une question obligatoire sans réponse : « %(intitule)s ».")
            % {"intitule": manquantes[0].intitule}
        )
    reponse.soumettre(le=le)
    reponse.save()
    invitation.repondre()
    invitation.save(update_fields=["etat"])
    accuser_reponse(reponse)
    return reponse


@transaction.atomic
def reconstituer_reponse(*, enquete: Enquete, libelle: str, valeurs: dict[Question, object], le: datetime) -> Reponse:
    """Enter an answer published elsewhere, which came from no invitation; once for each `libelle`."""
    Enquete.objects.select_for_update().get(pk=enquete.pk)
    reponse, nouvelle = Reponse.objects.get_or_create(
        enquete=enquete, invitation=None, libelle=libelle, defaults={"commencee_le": le, "maj_le": le}
    )
    if nouvelle:
        _ecrire(reponse, valeurs)
        reponse.soumettre(le=le)
        reponse.save()
    return reponse


def _verrouiller(invitation: Invitation, le: datetime) -> tuple[Invitation, Reponse]:
    """Lock the invitation, which stands for its answer: two tabs wait for each other here."""
    invitation = (
        Invitation.objects.select_for_update(of=["self"]).select_related("enquete", "structure").get(pk=invitation.pk)
    )
    reponse, nouvelle = Reponse.objects.get_or_create(
        invitation=invitation,
        defaults={"enquete": invitation.enquete, "commencee_le": le, "maj_le": le, **invitation.profil()},
    )
    if nouvelle:
        invitation.commencer()
        invitation.save(update_fields=["etat"])
    return invitation, reponse


def _refuser_si_close(enquete: Enquete, le: datetime) -> None:
    if not enquete.accepte_reponses(timezone.localdate(le)):
        raise Refus(_("L'enquête est close : elle ne reçoit plus de réponses."))


def _ecrire(reponse: Reponse, valeurs: dict[Question, object]) -> None:
    Valeur.objects.filter(reponse=reponse, question__in=list(valeurs)).delete()
    Valeur.objects.bulk_create(
        valeur for question, donnee in valeurs.items() for valeur in _valeurs(reponse, question, donnee)
    )


def _valeurs(reponse: Reponse, question: Question, donnee) -> list[Valeur]:
    if donnee in (None, "", []):
        return []
    if question.a_des_options:
        return [Valeur(reponse=reponse, question=question, option=option) for option in donnee]
    champ = "texte" if question.genre == Question.Genre.TEXTE else "nombre"
    return [Valeur(reponse=reponse, question=question, **{champ: donnee})]

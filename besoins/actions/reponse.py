from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from academie.francais import date_longue
from academie.regles import Refus
from besoins.actions.invitation import refuser_invitation
from besoins.actions.regime import envoyer_selon_le_regime
from besoins.models import Enquete, Invitation, Question, Reponse, Valeur
from besoins.queries.conditions import Parcours
from besoins.queries.enquete import questionnaire
from besoins.queries.reponse import pages_du_parcours, valeurs_par_question
from besoins.queries.valeur import valeurs_de

Etat = Invitation.Etat


class DejaEnvoyee(Refus):
    """The answer was already submitted: it does not change any more."""


@transaction.atomic
def enregistrer_reponse(
    *, invitation: Invitation, valeurs: dict[Question, object], le: datetime | None = None
) -> Reponse:
    """Keep what was typed so far. `valeurs` gives, for each question, what `valeurs_de` reads, or None.

    Only the questions given are touched: what was kept before on other pages stays.

    Raises:
        DejaEnvoyee: the answer was submitted.
        Refus: the survey does not receive answers, or the person said that they do not wish to answer.
    """
    le = le or timezone.now()
    invitation = _verrouiller(invitation)
    if invitation.etat == Etat.REPONDUE:
        raise DejaEnvoyee(_("Cette réponse a déjà été envoyée : elle ne change plus."))
    _refuser_si_close(invitation.enquete, le)
    reponse = _commencer(invitation, le)
    _ecrire(reponse, valeurs)
    reponse.maj_le = le
    reponse.save(update_fields=["maj_le"])
    return reponse


@transaction.atomic
def soumettre_reponse(*, invitation: Invitation, le: datetime | None = None) -> None:
    """Submit once and for all, as the survey's regime wants. A second submission, from any tab, changes nothing.

    What was answered to questions that are not asked any more is left out.

    Raises:
        Refus: a mandatory question has no answer, or the survey does not receive answers any more.
    """
    le = le or timezone.now()
    Enquete.objects.select_for_update().get(pk=invitation.enquete_id)  # the survey cannot close meanwhile
    invitation = _verrouiller(invitation)
    if invitation.etat == Etat.REPONDUE:
        return
    _refuser_si_close(invitation.enquete, le)
    _refuser_si_complet(invitation)
    reponse = _commencer(invitation, le)
    sections = questionnaire(invitation.enquete)
    parcours = Parcours(sections, valeurs_par_question(reponse))
    for page in pages_du_parcours(sections, parcours):
        if not page.est_complete:
            manquante = next(ligne for ligne in page.lignes if ligne.manque)
            raise Refus(
                _("Il reste une question obligatoire sans réponse : « %(intitule)s ».")
                % {"intitule": manquante.intitule}
            )
    reponse.valeurs.exclude(question__in=parcours.questions).delete()
    envoyer_selon_le_regime(reponse, le=le)


@transaction.atomic
def decliner_invitation(*, invitation: Invitation, motif: str = "") -> Invitation:
    """Whoever holds the link does not wish to answer: their draft is erased, no reminder comes any more.

    Raises:
        Refus: they have answered.
    """
    verrouillee = _verrouiller(invitation)
    if verrouillee.etat == Etat.PREPAREE:
        _inviter(verrouillee)
        verrouillee.save(update_fields=["etat", "invitee_le"])
    invitation = refuser_invitation(invitation=verrouillee, motif=motif)
    Reponse.objects.filter(invitation=invitation).delete()
    return invitation


@transaction.atomic
def accepter_invitation(*, invitation: Invitation) -> Invitation:
    """Whoever declined changes their mind."""
    invitation = _verrouiller(invitation)
    if invitation.etat == Etat.REFUSEE:
        invitation.revenir()
        invitation.save(update_fields=["etat", "motif_refus"])
    return invitation


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


def _verrouiller(invitation: Invitation) -> Invitation:
    """Lock the invitation, which stands for its answer: two tabs wait for each other here."""
    return (
        Invitation.objects.select_for_update(of=["self"]).select_related("enquete", "structure").get(pk=invitation.pk)
    )


def _commencer(invitation: Invitation, le: datetime) -> Reponse:
    """The draft of an invitation, begun with its first line."""
    if invitation.etat == Etat.REFUSEE:
        raise Refus(_("Vous avez indiqué ne pas souhaiter répondre. Revenez d'abord sur ce choix."))
    if invitation.etat == Etat.PREPAREE:
        _inviter(invitation)
    if invitation.etat == Etat.ENVOYEE:
        invitation.commencer()
        invitation.save(update_fields=["etat", "invitee_le"])
    reponse, _nouvelle = Reponse.objects.get_or_create(
        invitation=invitation,
        defaults={"enquete": invitation.enquete, "commencee_le": le, "maj_le": le, **invitation.profil()},
    )
    return reponse


def _inviter(invitation: Invitation) -> None:
    """A link handed over was never sent: it is as old as the survey, so as not to tell when it was first used."""
    invitation.envoyer(le=invitation.enquete.ouverte_le)


def _refuser_si_close(enquete: Enquete, le: datetime) -> None:
    jour = timezone.localdate(le)
    if enquete.accepte_reponses(jour):
        return
    if enquete.etat == Enquete.Etat.OUVERTE and enquete.ouvre_le and jour < enquete.ouvre_le:
        raise Refus(_("L'enquête ouvre le %(jour)s : revenez ce jour-là.") % {"jour": date_longue(enquete.ouvre_le)})
    raise Refus(_("L'enquête est close : elle ne reçoit plus de réponses."))


def _refuser_si_complet(invitation: Invitation) -> None:
    """A draft of the open link that came back too late may have lost its place."""
    enquete = invitation.enquete
    if not invitation.par_lien_ouvert or enquete.lien_limite is None:
        return
    if enquete.invitations.filter(par_lien_ouvert=True, etat=Etat.REPONDUE).count() >= enquete.lien_limite:
        raise Refus(_("Le nombre de réponses attendu par ce lien est atteint : la vôtre ne peut plus être envoyée."))


def _ecrire(reponse: Reponse, valeurs: dict[Question, object]) -> None:
    Valeur.objects.filter(reponse=reponse, question__in=list(valeurs)).delete()
    lignes = [valeur for question, donnee in valeurs.items() for valeur in valeurs_de(question, donnee)]
    for ligne in lignes:
        ligne.reponse = reponse
    Valeur.objects.bulk_create(lignes)

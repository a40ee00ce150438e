"""Invitations and reminders: seen before they leave, sent once."""

from datetime import datetime
from itertools import islice

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from academie.francais import date_longue
from academie.models import Message, Utilisateur
from academie.regles import Refus
from besoins.models import Enquete, Envoi, Invitation
from besoins.notifications.invitation import annoncer_envoi
from besoins.queries.envoi import destinataires

PAR_LOT = 1000


@transaction.atomic
def envoyer(
    *,
    enquete: Enquete,
    genre: str,
    par: Utilisateur,
    mot: str = "",
    nombre: int | None = None,
    le: datetime | None = None,
) -> Envoi | None:
    """Send the invitations not sent yet, or remind those still silent; None when nobody is left to write to.

    A second click finds nobody. `nombre` is how many the person saw: more of them need to be seen again.

    Raises:
        Refus: the survey does not receive answers, or there are more people than those seen.
    """
    le = le or timezone.now()
    enquete = Enquete.objects.select_for_update().get(pk=enquete.pk)
    refuser_si_fermee(enquete, le)
    choisies = destinataires(enquete, genre, le).select_related("structure").order_by("pk")
    # Whoever answers at this very moment is seen again under the lock.
    invitations = list(choisies.select_for_update(of=["self"]))
    if not invitations:
        return None
    if nombre is not None and len(invitations) > nombre:
        raise Refus(
            _("Rien n'est parti : depuis l'affichage de cette page, la liste s'est allongée. Vérifiez-la de nouveau.")
        )
    return partir(enquete, genre, invitations, par, mot, le)


def constater_rebonds() -> None:
    """Record the addresses that sent our messages back, unless they were corrected since."""
    refuses = Message.objects.filter(cle__startswith="enquete.envoi:", etat=Message.Etat.REBOND)
    for cle, adresse, le in refuses.values_list("cle", "destinataire", "cree_le").iterator():
        en_erreur = Invitation.objects.filter(pk=int(cle.rpartition(":")[2]), email=adresse, rebond_le=None)
        en_erreur.filter(invitee_le__lte=le).update(rebond_le=timezone.now())


def refuser_si_fermee(enquete: Enquete, le: datetime) -> None:
    jour = timezone.localdate(le)
    if enquete.etat == Enquete.Etat.OUVERTE and enquete.ouvre_le and jour < enquete.ouvre_le:
        raise Refus(
            _("Rien n'est parti : l'enquête ne reçoit pas de réponses avant le %(jour)s. Revenez ce jour-là.")
            % {"jour": date_longue(enquete.ouvre_le)}
        )
    if not enquete.accepte_reponses(jour):
        raise Refus(_("Rien n'est parti : l'enquête ne reçoit pas de réponses. Ouvrez-la d'abord."))


def partir(enquete, genre, invitations: list[Invitation], par, mot: str, le: datetime) -> Envoi:
    """Write to these invitations, already checked and locked."""
    envoi = Envoi.objects.create(enquete=enquete, genre=genre, mot=mot, nombre=len(invitations), par=par, le=le)
    suite = iter(invitations)
    while lot := list(islice(suite, PAR_LOT)):
        ecrites = Invitation.objects.filter(pk__in=[invitation.pk for invitation in lot])
        if genre == Envoi.Genre.INVITATION:
            ecrites.update(etat=Invitation.Etat.ENVOYEE, invitee_le=le)
        else:
            ecrites.update(relances=F("relances") + 1, relancee_le=le)
    annoncer_envoi(envoi, invitations)
    return envoi

"""Coming by the open link of a survey, and keeping one's personal link."""

from datetime import datetime, time, timedelta

from django.core.cache import cache
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from academie.regles import Refus
from academie.regles.essais import essai_permis
from besoins.models import Enquete, Invitation
from besoins.notifications.reponse import envoyer_lien
from besoins.queries.lien_ouvert import est_complet

MEMOIRE = timedelta(hours=12)


@transaction.atomic
def commencer_par_lien_ouvert(*, enquete: Enquete, cle: str, le: datetime | None = None) -> Invitation:
    """Give a personal link to whoever opened the survey's. `cle` was drawn with the page: twice the same, one link.

    Raises:
        Refus: the survey does not receive answers, or as many came as were wanted.
    """
    le = le or timezone.now()
    enquete = Enquete.objects.select_for_update().get(pk=enquete.pk)
    souvenir = f"lien-ouvert:{enquete.pk}:{salted_hmac('lien-ouvert', cle).hexdigest()}"
    if deja := Invitation.objects.filter(pk=cache.get(souvenir)).first():
        return deja
    if not (enquete.lien_ouvert and enquete.accepte_reponses(timezone.localdate(le))):
        raise Refus(_("L'enquête ne reçoit pas de réponses par ce lien."))
    if est_complet(enquete, le):
        raise Refus(_("Le nombre de réponses attendu par ce lien est atteint."))
    invitation = Invitation(
        enquete=enquete, par_lien_ouvert=True, etat=Invitation.Etat.PREPAREE, role=Invitation.Role.AUTRE
    )
    invitation.envoyer(le=_moment(enquete, le))
    invitation.save()
    cache.set(souvenir, invitation.pk, MEMOIRE.total_seconds())
    return invitation


@transaction.atomic
def garder_lien(*, invitation: Invitation, email: str) -> None:
    """Send their personal link to someone who came by the open one. Unless answers are anonymous, the address is kept.

    Raises:
        Refus: the link was sent too many times today.
    """
    jour = timedelta(days=1)
    for qui in (f"invitation {invitation.pk}", email.lower()):
        if not essai_permis("enquete.envois_de_lien", qui, periode=jour):
            raise Refus(
                _("Ce lien a été envoyé plusieurs fois aujourd'hui. Copiez-le plutôt, ou revenez demain."),
                champ="email",
            )
    invitation = Invitation.objects.select_for_update(of=["self"]).select_related("enquete").get(pk=invitation.pk)
    if invitation.enquete.regime != Enquete.Regime.ANONYME and not invitation.email:
        _noter_adresse(invitation, email.lower())
    envoyer_lien(invitation, email)


def _noter_adresse(invitation: Invitation, email: str) -> None:
    try:
        with transaction.atomic():
            invitation.email = email
            invitation.save(update_fields=["email"])
    except IntegrityError:  # invited already by name: that invitation keeps its own link
        invitation.email = ""


def _moment(enquete: Enquete, le: datetime) -> datetime:
    """When somebody came; the day alone in an anonymous survey."""
    if enquete.regime != Enquete.Regime.ANONYME:
        return le
    return timezone.make_aware(datetime.combine(timezone.localdate(le), time()))

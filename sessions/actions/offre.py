"""The answer to a seat that came free: accepted, refused, or too late. Whatever is answered twice is done once."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from academie.regles import Refus
from sessions.actions.place import confirmer_place, liberer_place, noter
from sessions.models import AccordEmployeur, Inscription, Session
from sessions.notifications.inscription import inscription_a_accorder, inscription_confirmee
from sessions.notifications.offre import offre_expiree, offre_refusee
from sessions.queries.attente import offres_expirees

Etat = Inscription.Etat
Cause = Inscription.Cause


@transaction.atomic
def accepter_offre(*, inscription, par, le: datetime | None = None) -> Inscription:
    """Take the seat offered; too late, it goes to the next and the enrolment returned says so.

    Raises:
        Refus: the session does not take place as it was offered.
    """
    le = le or timezone.now()
    inscription = _verrouiller(inscription)
    if inscription.etat != Etat.PROPOSEE or _expirer(inscription, le):
        return inscription
    if inscription.session.etat not in Session.OUVERTES:
        raise Refus(
            _("Cette session est %(etat)s : la place ne s'accepte plus. Regardez sa page pour la suite.")
            % {"etat": inscription.session.get_etat_display()}
        )
    if AccordEmployeur.objects.attendus().filter(inscription=inscription).exists():
        inscription.attendre_l_accord()
        inscription.save()
        noter(inscription, de=Etat.PROPOSEE, par=par, le=le)
        inscription_a_accorder(inscription)
    else:
        confirmer_place(inscription, par=par, le=le)
        inscription_confirmee(inscription)
    return inscription


@transaction.atomic
def refuser_offre(*, inscription, par, le: datetime | None = None) -> Inscription:
    """Leave the seat offered to the next."""
    le = le or timezone.now()
    inscription = _verrouiller(inscription)
    if inscription.etat == Etat.PROPOSEE and not _expirer(inscription, le):
        liberer_place(inscription, cause=Cause.OFFRE_REFUSEE, par=par, le=le)
        offre_refusee(inscription)
    return inscription


def expirer_offres(le: datetime | None = None) -> None:
    """Pass on every seat that was not answered for in time, one enrolment a transaction: locks are short."""
    le = le or timezone.now()
    for inscription in offres_expirees(le):
        with transaction.atomic():
            inscription = _verrouiller(inscription)
            if inscription.etat == Etat.PROPOSEE:
                _expirer(inscription, le)


def _verrouiller(inscription) -> Inscription:
    session = Session.objects.verrouiller(inscription.session_id)
    inscription = Inscription.objects.select_related("utilisateur", "structure").get(pk=inscription.pk)
    inscription.session = session
    return inscription


def _expirer(inscription, le: datetime) -> bool:
    if inscription.offre_expire_le > le:
        return False
    liberer_place(inscription, cause=Cause.OFFRE_EXPIREE, par=None, le=le)
    offre_expiree(inscription)
    return True

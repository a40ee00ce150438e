"""Seats and the waiting list. Every deed locks the session first: arrival order is the order of the lock."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from academie.regles import Refus
from sessions.models import Inscription, MouvementInscription, Session
from sessions.notifications.inscription import (
    inscription_annulee,
    inscription_confirmee,
    inscription_en_attente,
    inscription_promue,
)
from sessions.queries.inscription import empechement

Etat = Inscription.Etat


@transaction.atomic
def inscrire(*, session, utilisateur, par, le: datetime | None = None) -> Inscription:
    """Give `utilisateur` a seat, or the last place in the waiting list; the enrolment they already have otherwise.

    Raises:
        Refus: not open, closing day passed, or the person gives this session.
    """
    le = le or timezone.now()
    session = Session.objects.verrouiller(session.pk)
    deja = Inscription.objects.actives().filter(session=session, utilisateur=utilisateur).first()
    if deja:
        return deja
    if raison := empechement(session, utilisateur, le):
        raise Refus(raison)
    session.dernier_ordre += 1
    inscription = Inscription.objects.create(
        session=session,
        utilisateur=utilisateur,
        structure=utilisateur.structure,
        etat=Etat.EN_ATTENTE if session.complete else Etat.CONFIRMEE,
        ordre=session.dernier_ordre,
        inscrite_le=le,
    )
    _noter(inscription, de="", par=par, le=le)
    if inscription.etat == Etat.CONFIRMEE:
        session.places_prises += 1
        inscription_confirmee(inscription)
    else:
        inscription_en_attente(inscription)
    _compter(session)
    return inscription


@transaction.atomic
def annuler_inscription(*, inscription, par, motif: str = "", le: datetime | None = None) -> Inscription:
    """Give the seat, or the place in the waiting list, back. The first who waits gets a freed seat and is told.

    Raises:
        Refus: the session has begun, is over or is cancelled, or attendance is already noted.
    """
    le = le or timezone.now()
    session = Session.objects.verrouiller(inscription.session_id)
    inscription = Inscription.objects.select_related("utilisateur").get(pk=inscription.pk)
    inscription.session = session
    if inscription.etat == Etat.ANNULEE:
        return inscription
    if session.etat not in Session.OUVERTES:
        raise Refus(
            _("Cette session est %(etat)s : l'inscription ne change plus.") % {"etat": session.get_etat_display()}
        )
    if session.debut <= le:
        raise Refus(
            _("La session a commencé : l'inscription ne s'annule plus. Prévenez la formatrice ou le formateur.")
        )
    if inscription.emargements.exists():
        raise Refus(_("Une présence est déjà notée : l'inscription ne s'annule plus."))
    de = inscription.etat
    inscription.annuler()
    inscription.save()
    _noter(inscription, de=de, par=par, le=le, motif=motif)
    inscription_annulee(inscription, motif=motif)
    if de == Etat.CONFIRMEE:
        session.places_prises -= 1
        _compter(session)
        promouvoir_premiers(session, le=le)
    return inscription


def promouvoir_premiers(session, *, le: datetime) -> None:
    """Fill the free seats of a locked session from its waiting list: the only way up, whatever freed the seats."""
    if session.etat not in Session.OUVERTES or session.debut <= le or session.complete:
        return
    premiers = (
        session.inscriptions.en_attente().select_related("utilisateur").order_by("ordre")[: session.places_libres]
    )
    for inscription in premiers:
        inscription.session = session
        inscription.confirmer()
        inscription.save()
        session.places_prises += 1
        _noter(inscription, de=Etat.EN_ATTENTE, par=None, le=le, motif=_("Une place s'est libérée."))
        inscription_promue(inscription)
    _compter(session)


def _compter(session) -> None:
    Session.objects.filter(pk=session.pk).update(
        places_prises=session.places_prises, dernier_ordre=session.dernier_ordre
    )


def _noter(inscription, *, de, par, le, motif="") -> None:
    MouvementInscription.objects.create(
        inscription=inscription, de=de, vers=inscription.etat, par=par, le=le, motif=motif[:300]
    )

"""Seats, held and given back, and the one way up from the waiting list.

Called by the deeds that know who may, under the lock of the session's row: arrival order is the order of the lock.
"""

from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from academie.regles import regle
from sessions.models import Inscription, MouvementInscription, Session
from sessions.notifications.offre import place_proposee

Etat = Inscription.Etat


def prendre_place(
    session, utilisateur, structure, *, le: datetime, par, a_accorder: bool = False, motif: str = ""
) -> Inscription:
    """The seat that the structure keeps, else a public one, else the last place in the waiting list.

    Args:
        a_accorder: the employer's answer is awaited; the seat is held until then.
    """
    reserve = _reserve_ouverte(session, structure)
    assise = reserve or session.places_libres > 0
    session.dernier_ordre += 1
    session.places_prises += bool(assise)
    session.places_reservees -= bool(reserve)
    inscription = Inscription(
        session=session,
        utilisateur=utilisateur,
        structure=structure,
        etat=(Etat.A_ACCORDER if a_accorder else Etat.CONFIRMEE) if assise else Etat.EN_ATTENTE,
        ordre=session.dernier_ordre,
        inscrite_le=le,
        reserve=reserve,
    )
    _arriver(inscription, par=par, le=le, motif=motif)
    _ecrire_les_comptes(session)
    return inscription


def reprendre_place(ancienne, utilisateur, *, le: datetime, par, a_accorder: bool = False) -> Inscription:
    """`utilisateur` takes the seat, or the place in the waiting list, of `ancienne`, which ends: same order, same reserve."""
    de = ancienne.etat
    _terminer(ancienne, cause=Inscription.Cause.REMPLACEE, par=par, motif=str(utilisateur), le=le)
    tenue = de in (Etat.A_ACCORDER, Etat.CONFIRMEE)
    inscription = Inscription(
        session=ancienne.session,
        utilisateur=utilisateur,
        structure=ancienne.structure,
        etat=(Etat.A_ACCORDER if a_accorder else Etat.CONFIRMEE) if tenue else de,
        ordre=ancienne.ordre,
        inscrite_le=le,
        reserve=ancienne.reserve,
        offre_expire_le=ancienne.offre_expire_le if de == Etat.PROPOSEE else None,
        remplace=ancienne,
    )
    _arriver(inscription, par=par, le=le, motif=_("À la place de %(personne)s") % {"personne": ancienne.utilisateur})
    recompter(inscription.session)
    return inscription


def confirmer_place(inscription, *, par, le: datetime, motif: str = "") -> None:
    """The seat that was held for this person is theirs."""
    de = inscription.etat
    inscription.confirmer()
    inscription.save()
    noter(inscription, de=de, par=par, le=le, motif=motif)


def liberer_place(inscription, *, cause, par, le: datetime, motif: str = "", tardive: bool = False) -> None:
    """End an enrolment. What it held goes back to its reserve while that lasts, else to who waits."""
    _terminer(inscription, cause=cause, par=par, le=le, motif=motif, tardive=tardive)
    recompter(inscription.session)
    promouvoir(inscription.session, le=le)


def promouvoir(session, *, le: datetime) -> None:
    """Offer the free seats of a locked session to who waits, in the order of arrival, whatever freed the seats.

    A kept seat goes to the first of its structure, a public one to the first of all.
    """
    if session.etat not in Session.OUVERTES or session.debut <= le:
        return
    gardees = {reserve.structure_id: reserve for reserve in reserves_ouvertes(session)}
    libres = session.places_libres
    if not gardees and libres <= 0:
        return
    attente = session.inscriptions.en_attente().select_related("utilisateur", "structure").order_by("ordre")
    if libres <= 0:
        attente = attente.filter(structure__in=gardees)
    for inscription in attente:
        reserve = gardees.get(inscription.structure_id)
        if reserve:
            reserve.reste -= 1
            if not reserve.reste:
                del gardees[inscription.structure_id]
        elif libres > 0:
            libres -= 1
        elif gardees:
            continue
        else:
            break
        _proposer(inscription, session, reserve, le=le)
    recompter(session)


def recompter(session) -> None:
    """Write what the rows say: seats held, and seats that reserves in force still keep."""
    session.places_prises = session.inscriptions.tenantes().count()
    session.places_reservees = sum(reserve.reste for reserve in reserves_ouvertes(session))
    _ecrire_les_comptes(session)


def _ecrire_les_comptes(session) -> None:
    Session.objects.filter(pk=session.pk).update(
        places_prises=session.places_prises,
        places_reservees=session.places_reservees,
        dernier_ordre=session.dernier_ordre,
    )


def noter(inscription, *, de, par, le: datetime, motif: str = "") -> None:
    """Append to the history of the enrolment what has just changed."""
    MouvementInscription.objects.create(
        inscription=inscription, de=de, vers=inscription.etat, par=par, le=le, motif=motif[:300]
    )


def reserves_ouvertes(session) -> list:
    """The reserves that still keep at least a seat, the oldest first."""
    return list(session.reserves.en_vigueur().avec_reste().filter(reste__gt=0).order_by("pk"))


def _reserve_ouverte(session, structure):
    if not (structure and session.places_reservees):
        return None
    return session.reserves.en_vigueur().avec_reste().filter(structure=structure, reste__gt=0).first()


def _arriver(inscription, *, par, le, motif="") -> None:
    inscription.save(force_insert=True)
    noter(inscription, de="", par=par, le=le, motif=motif)


def _terminer(inscription, *, cause, par, le, motif, tardive=False) -> None:
    de = inscription.etat
    inscription.annuler(cause=cause, le=le, tardive=tardive)
    inscription.save()
    noter(inscription, de=de, par=par, le=le, motif=motif)


def _proposer(inscription, session, reserve, *, le) -> None:
    validite = timedelta(hours=regle("inscription.offre_validite", timezone.localdate(le)))
    inscription.session, inscription.reserve = session, reserve
    inscription.proposer(jusqu_a=min(le + validite, session.debut))
    inscription.save()
    noter(inscription, de=Etat.EN_ATTENTE, par=None, le=le, motif=_("Une place s'est libérée."))
    place_proposee(inscription)

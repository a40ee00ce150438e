"""Complaints and incidents: filed, acknowledged, answered, closed; each step once, the person told of each."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from academie.models import Utilisateur
from academie.regles import Refus, regle
from sessions.models import ContactAbsence, EchangeReclamation, Inscription, Reclamation
from sessions.notifications.reclamation import (
    reclamation_accusee,
    reclamation_close,
    reclamation_completee,
    reclamation_deposee,
    reclamation_repondue,
)

Etat = Reclamation.Etat


@transaction.atomic
def deposer_reclamation(
    *, reclamation: Reclamation, par: Utilisateur, cle: UUID | None = None, le: datetime | None = None
) -> Reclamation:
    """File a complaint. The same `cle` twice files it once.

    Raises:
        Refus: it is about a session that this person neither follows nor gives.
    """
    le = le or timezone.now()
    Utilisateur.objects.select_for_update(no_key=True).get(pk=par.pk)
    if cle and (deja := Reclamation.objects.filter(cle=cle, deposee_par=par).first()):
        return deja
    reclamation.cle = cle or reclamation.cle
    reclamation.deposee_par, reclamation.deposee_le = par, le
    jour = timezone.localdate(le)
    reclamation.accuser_avant = jour + timedelta(days=regle("reclamation.accuse"))
    reclamation.repondre_avant = jour + timedelta(days=regle("reclamation.reponse"))
    reclamation.save()
    reclamation_deposee(reclamation)
    return reclamation


@transaction.atomic
def accuser_reception(*, reclamation: Reclamation, par: Utilisateur, le: datetime | None = None) -> Reclamation:
    """Tell the person that their complaint is received, and who follows it. Done twice, done once."""
    reclamation = _verrouiller(reclamation)
    if reclamation.etat == Etat.DEPOSEE:
        reclamation.accuser(le=le or timezone.now())
        reclamation.responsable = reclamation.responsable or par
        reclamation.save()
        reclamation_accusee(reclamation)
    return reclamation


@transaction.atomic
def qualifier_reclamation(
    *, reclamation: Reclamation, genre: str, sujet: str, gravite: str, responsable: Utilisateur | None
) -> Reclamation:
    """Say what it is, how serious, and who follows it.

    Raises:
        Refus: it is closed.
    """
    reclamation = _verrouiller(reclamation)
    _refuser_si_close(reclamation)
    reclamation.genre, reclamation.sujet, reclamation.gravite = genre, sujet, gravite
    reclamation.responsable = responsable
    reclamation.save(update_fields=["genre", "sujet", "gravite", "responsable"])
    return reclamation


@transaction.atomic
def repondre_reclamation(
    *, reclamation: Reclamation, texte: str, interne: bool, par: Utilisateur, le: datetime | None = None
) -> EchangeReclamation:
    """Answer the person, or note something between those who deal with it. A first answer acknowledges it too.

    Raises:
        Refus: nothing written, or it is closed.
    """
    le = le or timezone.now()
    reclamation = _verrouiller(reclamation)
    if deja := _deja_dit(reclamation, texte, par, interne=interne):
        return deja
    _refuser_si_close(reclamation)
    echange = _ecrire(reclamation, texte, par, le, interne=interne)
    if interne:
        return echange
    if reclamation.etat == Etat.DEPOSEE:
        reclamation.accuser(le=le)
        reclamation.responsable = reclamation.responsable or par
    reclamation.repondue_le = reclamation.repondue_le or le
    reclamation.save()
    reclamation_repondue(reclamation, echange)
    return echange


@transaction.atomic
def completer_reclamation(
    *, reclamation: Reclamation, texte: str, par: Utilisateur, le: datetime | None = None
) -> EchangeReclamation:
    """Whoever filed it adds something.

    Raises:
        Refus: nothing written, or it is closed.
    """
    reclamation = _verrouiller(reclamation)
    if deja := _deja_dit(reclamation, texte, par, interne=False):
        return deja
    _refuser_si_close(reclamation)
    echange = _ecrire(reclamation, texte, par, le or timezone.now(), interne=False)
    reclamation_completee(reclamation, echange)
    return echange


@transaction.atomic
def clore_reclamation(
    *, reclamation: Reclamation, decision: str, fondee: bool, par: Utilisateur, le: datetime | None = None
) -> Reclamation:
    """Close it with what was decided, which the person reads. Closed twice, closed once.

    Raises:
        Refus: nothing decided, or its receipt was never acknowledged.
    """
    reclamation = _verrouiller(reclamation)
    if reclamation.etat == Etat.CLOSE:
        return reclamation
    if reclamation.etat == Etat.DEPOSEE:
        raise Refus(
            _("Cette réclamation n'est pas encore accusée : la personne ne sait pas qu'elle est reçue. Accusez réception d'abord.")
        )  # fmt: skip
    if not decision.strip():
        raise Refus(_("Écrivez ce qui a été décidé : la personne le lira."), champ="decision")
    reclamation.clore(par=par, decision=decision.strip(), fondee=fondee, le=le or timezone.now())
    reclamation.save()
    reclamation_close(reclamation)
    return reclamation


@transaction.atomic
def noter_contact(
    *,
    inscription: Inscription,
    moyen: str,
    suite: str,
    raison: str,
    par: Utilisateur,
    le: datetime | None = None,
) -> ContactAbsence:
    """Note that an absent person was contacted. The same note twice the same day is kept once.

    Raises:
        Refus: nobody has noted this person absent.
    """
    le = le or timezone.now()
    inscription = Inscription.objects.select_for_update(of=["self"]).get(pk=inscription.pk)
    if not inscription.emargements.filter(absent=True).exists():
        raise Refus(_("Aucune absence n'est notée pour cette personne. Notez-la d'abord à l'émargement."))
    faits = {"moyen": moyen, "suite": suite, "raison": raison.strip()[:300], "par": par}
    jour = timezone.localdate(le)
    deja = [contact for contact in inscription.contacts.filter(**faits) if timezone.localdate(contact.le) == jour]
    return deja[0] if deja else inscription.contacts.create(le=le, **faits)


def _verrouiller(reclamation: Reclamation) -> Reclamation:
    return Reclamation.objects.select_for_update(of=["self"]).select_related("deposee_par", "responsable").get(pk=reclamation.pk)  # fmt: skip


def _refuser_si_close(reclamation: Reclamation) -> None:
    if reclamation.etat == Etat.CLOSE:
        raise Refus(_("Cette réclamation est close. Déposez-en une nouvelle si un autre fait se produit."))


def _deja_dit(reclamation: Reclamation, texte: str, par: Utilisateur, *, interne: bool) -> EchangeReclamation | None:
    """The same words sent twice in a row are said once."""
    dernier = reclamation.echanges.order_by("-le", "-pk").first()
    meme = dernier and (dernier.texte, dernier.par_id, dernier.interne) == (texte.strip(), par.pk, interne)
    return dernier if meme else None


def _ecrire(reclamation: Reclamation, texte: str, par, le: datetime, *, interne: bool) -> EchangeReclamation:
    if not texte.strip():
        raise Refus(_("Écrivez votre message."), champ="texte")
    return reclamation.echanges.create(par=par, le=le, texte=texte.strip(), interne=interne)

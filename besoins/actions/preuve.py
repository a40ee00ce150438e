from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from academie.models import Utilisateur
from academie.regles import Refus
from besoins.actions.besoin import inserer_besoin, verrouiller_besoins
from besoins.models import Besoin, Option, Preuve, Signal
from besoins.queries.resultats import compter_option


@transaction.atomic
def deriver_besoin_d_option(*, option: Option, par: Utilisateur, le: datetime | None = None) -> Besoin:
    """Turn an answer of a survey into a need, its figures frozen as evidence. Done twice, done once.

    Raises:
        Refus: nobody has answered the question yet.
    """
    verrouiller_besoins()
    if preuve := option.preuves.select_related("besoin").first():
        return preuve.besoin
    le = le or timezone.now()
    besoin = _inserer(porte=Besoin.Porte.ENQUETE, titre=option.libelle, description=option.detail, par=par, le=le)
    joindre_resultat(besoin=besoin, option=option, par=par, le=le)
    return besoin


@transaction.atomic
def deriver_besoin_de_signal(*, signal: Signal, par: Utilisateur, le: datetime | None = None) -> Besoin:
    """Turn a signal into a need that it is the evidence of. Done twice, done once.

    Raises:
        Refus: the signal is not rated yet.
    """
    verrouiller_besoins()
    if preuve := signal.preuves.select_related("besoin").first():
        return preuve.besoin
    le = le or timezone.now()
    besoin = _inserer(porte=Besoin.Porte.SIGNAL, titre=signal.titre, description=signal.resume, par=par, le=le)
    joindre_signal(besoin=besoin, signal=signal, par=par, le=le)
    return besoin


@transaction.atomic
def joindre_resultat(
    *, besoin: Besoin, option: Option, par: Utilisateur, note: str = "", le: datetime | None = None
) -> Preuve:
    """Attach a survey result; what is counted at this moment stays, whatever comes later.

    Raises:
        Refus: nobody has answered the question yet.
    """
    Besoin.objects.select_for_update().get(pk=besoin.pk)
    if preuve := besoin.preuves.filter(option=option).first():
        return preuve
    k, n = compter_option(option)
    if not n:
        raise Refus(_("Personne n'a encore répondu à cette question : elle ne prouve rien."), champ="option")
    return besoin.preuves.create(
        genre=Preuve.Genre.RESULTAT,
        option=option,
        k=k,
        n=n,
        note=note,
        ajoutee_par=par,
        ajoutee_le=le or timezone.now(),
    )


@transaction.atomic
def joindre_signal(
    *, besoin: Besoin, signal: Signal, par: Utilisateur, note: str = "", le: datetime | None = None
) -> Preuve:
    """Attach a rated signal.

    Raises:
        Refus: the signal is not rated yet.
    """
    Besoin.objects.select_for_update().get(pk=besoin.pk)
    if preuve := besoin.preuves.filter(signal=signal).first():
        return preuve
    if not signal.note_le:
        raise Refus(_("Notez d'abord ce signal : fiabilité de la source, puis crédibilité du fait."), champ="signal")
    return besoin.preuves.create(
        genre=Preuve.Genre.SIGNAL, signal=signal, note=note, ajoutee_par=par, ajoutee_le=le or timezone.now()
    )


@transaction.atomic
def retirer_preuve(*, besoin: Besoin, preuve: Preuve) -> None:
    """Detach evidence from a need that is not decided.

    Raises:
        Refus: the need is decided, on this evidence among others.
    """
    besoin = Besoin.objects.select_for_update().get(pk=besoin.pk)
    if besoin.etat not in Besoin.A_EXAMINER:
        raise Refus(_("Ce besoin est décidé sur la foi de ses preuves. Remettez-le à l'examen avant d'en retirer une."))
    preuve.delete()


def _inserer(*, par: Utilisateur, le: datetime, **champs) -> Besoin:
    return inserer_besoin(besoin=Besoin(**champs), par=par, le=le)

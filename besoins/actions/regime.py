"""What ties an answer to who gave it, by the regime of its survey, and the cutting of these ties."""

import secrets
from collections.abc import Iterable
from datetime import datetime, time
from random import SystemRandom

from django.db import transaction
from django.utils import timezone

from besoins.models import Enquete, Invitation, Profil, Reponse, Valeur
from besoins.notifications.reponse import accuser_reponse

Regime = Enquete.Regime
# Far above any counter, and whole in a spreadsheet or in JavaScript.
PREMIERE_CLE, CLES = 2**40, 2**52
LOT = 500
COUPEES_AUSSITOT = 50_000
GARDES_A_L_ENVOI: dict[str, tuple[str, ...]] = {
    Regime.PSEUDONYME: ("invitation_id", *Profil.PROFIL),
    Regime.ANONYME: (),
}


def envoyer_selon_le_regime(reponse: Reponse, *, le: datetime) -> None:
    """Submit a complete draft; the caller holds its invitation.

    Unless it is named, the answer is written again so that neither its keys nor its times tell when it came, which
    whoever follows the survey may know of a person. An anonymous one is left tied to nobody.
    """
    invitation: Invitation = reponse.invitation
    invitation.repondre()
    invitation.save(update_fields=["etat"])
    reponse.soumettre(le=le)
    regime = reponse.enquete.regime
    if regime == Regime.NOMME:
        reponse.save()
    else:
        _recopier([reponse], le=_jour(le), avec=GARDES_A_L_ENVOI[regime])
    if regime != Regime.ANONYME:
        accuser_reponse(reponse, invitation)


def couper_a_la_fermeture(*, enquete: Enquete) -> None:
    """Cut at once; a survey so large that a page would wait for minutes is left to the worker's next beat."""
    if Valeur.objects.filter(reponse__enquete=enquete).count() <= COUPEES_AUSSITOT:
        couper_les_liens(enquete=enquete)


def couper_ce_qui_reste() -> None:
    """Cut what a large survey, or a draft begun at the very moment of closing, left tied."""
    for enquete in Enquete.objects.filter(etat=Enquete.Etat.CLOSE).exclude(regime=Regime.NOMME):
        if enquete.reponses.exclude(invitation=None, soumise_le=_jour_de_cloture(enquete)).exists():
            couper_les_liens(enquete=enquete)


@transaction.atomic
def couper_les_liens(*, enquete: Enquete) -> None:
    """Once a survey that is not named has closed, no answer is tied to anybody, nor told apart by its date or its place.

    All its answers are written again in a random order, under random keys, on the day of closing; its drafts are
    erased.
    """
    enquete = Enquete.objects.select_for_update().get(pk=enquete.pk)
    if enquete.etat != Enquete.Etat.CLOSE or enquete.regime == Regime.NOMME:
        return
    enquete.reponses.filter(etat=Reponse.Etat.EN_COURS).delete()
    cles = list(enquete.reponses.values_list("pk", flat=True))
    SystemRandom().shuffle(cles)
    for debut in range(0, len(cles), LOT):
        lot = Reponse.objects.filter(pk__in=cles[debut : debut + LOT])
        _recopier(lot, le=_jour_de_cloture(enquete), avec=Profil.PROFIL)


def _recopier(reponses: Iterable[Reponse], *, le: datetime, avec: tuple[str, ...]) -> None:
    """Write these answers and their values again, shuffled, under random keys, at one date; erase the originals.

    Of what is known of who answered, only the fields `avec` are kept.
    """
    copies = {reponse.pk: _copie(reponse, le, avec) for reponse in reponses}
    Reponse.objects.filter(pk__in=list(copies)).update(invitation=None)
    originales = Valeur.objects.filter(reponse__in=list(copies))
    valeurs = {valeur.pk: valeur for valeur in originales}
    for valeur in valeurs.values():
        valeur.pk, valeur.reponse = _cle(), copies[valeur.reponse_id]
    Reponse.objects.bulk_create(_melanger(copies.values()))
    Valeur.objects.bulk_create(_melanger(valeurs.values()))
    _faire_suivre(valeurs, list(copies))
    Reponse.objects.filter(pk__in=list(copies)).delete()


def _copie(reponse: Reponse, le: datetime, avec: tuple[str, ...]) -> Reponse:
    copie = Reponse(pk=_cle(), enquete_id=reponse.enquete_id, poids=reponse.poids, commencee_le=le, maj_le=le)
    for champ in avec:
        setattr(copie, champ, getattr(reponse, champ))
    copie.soumettre(le=le)
    return copie


def _faire_suivre(valeurs: dict[int, Valeur], originales: list[int]) -> None:
    """Whatever points at the values of these answers (a code given to a text, say) points at their copies."""
    for lien in Valeur._meta.get_fields(include_hidden=True):
        if lien.auto_created and not lien.concrete:
            nom, lignes = lien.field.name, lien.related_model._base_manager
            liees = lignes.filter(**{f"{nom}__reponse__in": originales})
            for cle in set(liees.order_by().values_list(lien.field.attname, flat=True)):
                lignes.filter(**{nom: cle}).update(**{nom: valeurs[cle].pk})


def _melanger(lignes: Iterable) -> list:
    melangees = list(lignes)
    SystemRandom().shuffle(melangees)
    return melangees


def _cle() -> int:
    return PREMIERE_CLE + secrets.randbelow(CLES)


def _jour_de_cloture(enquete: Enquete) -> datetime:
    return _jour(enquete.close_le or timezone.now())


def _jour(le: datetime) -> datetime:
    """The day alone: its midnight."""
    return timezone.make_aware(datetime.combine(timezone.localdate(le), time()))

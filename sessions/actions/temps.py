"""Time sheets: written by one person, signed by them, then by another. Each deed locks the month first."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from academie import francais
from academie.models import Utilisateur
from academie.regles import Refus
from sessions.models import LigneTemps, MoisTemps
from sessions.queries.temps import demi_journees_donnees, empechement_d_ecrire, empechement_du_jour, fin_du_mois

Etat = MoisTemps.Etat


@transaction.atomic
def ouvrir_mois(*, utilisateur, financement, mois: date) -> MoisTemps:
    """The person's sheet for that month and funder, the same whenever it is asked for.

    Raises:
        Refus: a month to come, or one that the funder does not pay.
    """
    mois = mois.replace(day=1)
    if mois > timezone.localdate():
        raise Refus(_("Ce mois n'a pas commencé. Choisissez un mois passé, ou le mois en cours."), champ="mois")
    if financement.debut > fin_du_mois(mois) or (financement.fin and financement.fin < mois):
        raise Refus(
            _("« %(nom)s » ne finance pas ce mois. Choisissez un autre mois.") % {"nom": financement}, champ="mois"
        )
    return MoisTemps.objects.get_or_create(utilisateur=utilisateur, financement=financement, mois=mois)[0]


@transaction.atomic
def ajouter_temps(*, mois: MoisTemps, jour: date, minutes: int, activite: str) -> LigneTemps:
    """Write one line. The very same line sent twice is written once.

    Raises:
        Refus: signed already, a day out of the month or to come, no minute, or more than a day of work.
    """
    mois = _verrouiller(mois)
    _verifier_le_jour(mois, jour)
    if minutes < 1:
        raise Refus(_("Indiquez au moins une minute."), champ="minutes")
    activite = activite.strip()
    deja = mois.lignes.filter(jour=jour, minutes=minutes, activite=activite, creneau=None).first()
    if deja:
        return deja
    if raison := empechement_du_jour(mois, jour, minutes):
        raise Refus(raison, champ="minutes")
    return mois.lignes.create(jour=jour, minutes=minutes, activite=activite)


@transaction.atomic
def reprendre_les_sessions(*, mois: MoisTemps, le: datetime | None = None) -> MoisTemps:
    """Add the half-days given that are over and not written yet.

    Raises:
        Refus: signed already, nothing to add, or more than a day of work.
    """
    mois = _verrouiller(mois)
    ecrites = set(mois.lignes.filter(creneau__isnull=False).values_list("creneau", flat=True))
    le = le or timezone.now()
    nouvelles = [c for c in demi_journees_donnees(mois) if c.fin <= le and c.pk not in ecrites]
    for creneau in nouvelles:
        jour = creneau.debut.date()
        if raison := empechement_du_jour(mois, jour, creneau.minutes):
            raise Refus(raison)
        mois.lignes.create(
            jour=jour,
            minutes=creneau.minutes,
            creneau=creneau,
            activite=_("Animation de « %(session)s »") % {"session": francais.debut(creneau.session.titre, 20)},
        )
    return mois


@transaction.atomic
def retirer_temps(*, mois: MoisTemps, ligne: int) -> MoisTemps:
    """Take a line away, by its primary key; away already, nothing happens.

    Raises:
        Refus: signed already.
    """
    mois = _verrouiller(mois)
    mois.lignes.filter(pk=ligne).delete()
    return mois


@transaction.atomic
def attester_mois(*, mois: MoisTemps, le: datetime | None = None) -> MoisTemps:
    """The person signs: this is the time that they spent. Twice is once.

    Raises:
        Refus: nothing is written.
    """
    mois = _lire(mois)
    if mois.etat != Etat.BROUILLON:
        return mois
    if not mois.lignes.exists():
        raise Refus(_("Cette feuille est vide : ajoutez le temps passé avant de l'attester."))
    mois.attester(le=le or timezone.now())
    mois.save()
    return mois


@transaction.atomic
def valider_mois(*, mois: MoisTemps, par: Utilisateur, le: datetime | None = None) -> MoisTemps:
    """Another person signs. Twice is once.

    Raises:
        Refus: not attested yet, or by the person herself.
    """
    mois = _lire(mois)
    if mois.etat == Etat.VALIDE:
        return mois
    _verifier_l_autre(mois, par)
    mois.valider(par=par, le=le or timezone.now())
    mois.save()
    return mois


@transaction.atomic
def renvoyer_mois(*, mois: MoisTemps, par: Utilisateur, motif: str) -> MoisTemps:
    """Give an attested sheet back, with what is to be corrected.

    Raises:
        Refus: not attested, by the person herself, or without a reason.
    """
    mois = _lire(mois)
    if mois.etat == Etat.BROUILLON and mois.motif_renvoi:
        return mois
    _verifier_l_autre(mois, par)
    if not motif.strip():
        raise Refus(_("Indiquez ce qu'il faut corriger."), champ="motif")
    mois.renvoyer(motif=motif.strip())
    mois.save()
    return mois


def _lire(mois: MoisTemps) -> MoisTemps:
    return MoisTemps.objects.select_for_update().get(pk=mois.pk)


def _verrouiller(mois: MoisTemps) -> MoisTemps:
    """The month, locked, where something may be written. The person too: their days add up over several sheets."""
    Utilisateur.objects.select_for_update(no_key=True).get(pk=mois.utilisateur_id)
    mois = _lire(mois)
    if raison := empechement_d_ecrire(mois):
        raise Refus(raison)
    return mois


def _verifier_le_jour(mois: MoisTemps, jour: date) -> None:
    if not mois.mois <= jour <= fin_du_mois(mois.mois):
        raise Refus(
            _("Ce jour n'est pas dans le mois de la feuille. Choisissez un jour du %(du)s au %(au)s.")
            % {"du": francais.date_courte(mois.mois), "au": francais.date_courte(fin_du_mois(mois.mois))},
            champ="jour",
        )
    if jour > timezone.localdate():
        raise Refus(_("Ce jour n'est pas encore passé."), champ="jour")


def _verifier_l_autre(mois: MoisTemps, par: Utilisateur) -> None:
    if mois.utilisateur_id == par.pk:
        raise Refus(_("Votre feuille est validée par une autre personne : demandez-le à une ou un collègue."))
    if mois.etat != Etat.ATTESTE:
        raise Refus(_("Cette feuille n'est pas attestée : la personne doit d'abord la signer."))

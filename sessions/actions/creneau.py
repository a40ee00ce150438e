"""The half-days of a session: what they may be, and how they are written. Called by the actions of the session."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from django.db.models import Q
from django.utils.translation import gettext as _

from academie import francais
from academie.models import Utilisateur
from academie.regles import Refus, regle
from sessions.models import Creneau, Intervention
from sessions.queries.session import formateurs_possibles, rencontres


@dataclass(frozen=True)
class CreneauPrevu:
    """A half-day as planned. `pk` is the one it replaces; without it, it is new."""

    debut: datetime
    fin: datetime
    formateurs: tuple[Utilisateur, ...] = ()
    pk: int | None = None


def verifier_horaires(creneaux: Sequence[CreneauPrevu]) -> None:
    """Refuse half-days that are none, too long, upside down or overlapping.

    Raises:
        Refus: the first rule broken, with its day.
    """
    if not creneaux:
        raise Refus(_("Ajoutez au moins une demi-journée."))
    for creneau in creneaux:
        _verifier_duree(creneau)
    for avant, apres in pairwise(sorted(creneaux, key=lambda c: c.debut)):
        if apres.debut < avant.fin:
            raise Refus(
                _("Deux demi-journées se chevauchent le %(jour)s. Corrigez leurs heures.")
                % {"jour": francais.date_longue(apres.debut)}
            )


def verifier_creneaux(creneaux: Sequence[CreneauPrevu], *, session=None, lieu=None, le: datetime) -> None:
    """Refuse half-days that cannot be held.

    Raises:
        Refus: wrong hours, moved into the past, or taking a place or a trainer that another session already has.
    """
    verifier_horaires(creneaux)
    inchanges = set(session.creneaux.values_list("debut", "fin")) if session else set()
    for creneau in creneaux:
        if creneau.debut <= le and (creneau.debut, creneau.fin) not in inchanges:
            raise Refus(
                _("La demi-journée du %(jour)s est déjà passée. Choisissez une date à venir.")
                % {"jour": francais.date_longue(creneau.debut)}
            )
    _verifier_formateurs(creneaux, le=le)
    _verifier_rencontres(creneaux, session=session, lieu=lieu)


def ecrire_creneaux(session, creneaux: Sequence[CreneauPrevu]) -> None:
    """Make the half-days of `session` be `creneaux`: those that stay keep their identity in calendars."""
    existants = {creneau.pk: creneau for creneau in session.creneaux.all()}
    gardes = {prevu.pk for prevu in creneaux if prevu.pk}
    if gardes - existants.keys():
        raise Refus(_("Une demi-journée a été retirée entre-temps. Rechargez la page et recommencez."))
    for pk in existants.keys() - gardes:
        _verifier_intact(existants[pk])
        existants[pk].delete()
    for prevu in creneaux:
        creneau = existants.get(prevu.pk) or Creneau(session=session)
        if (creneau.debut, creneau.fin) != (prevu.debut, prevu.fin):
            _verifier_intact(creneau)
            creneau.debut, creneau.fin = prevu.debut, prevu.fin
            creneau.save()
        _ecrire_interventions(creneau, prevu.formateurs)


def _ecrire_interventions(creneau, formateurs) -> None:
    voulus = {formateur.pk for formateur in formateurs}
    presents = set(creneau.interventions.values_list("formateur", flat=True))
    creneau.interventions.filter(formateur__in=presents - voulus).delete()
    Intervention.objects.bulk_create(Intervention(creneau=creneau, formateur_id=pk) for pk in sorted(voulus - presents))


def _verifier_intact(creneau) -> None:
    if creneau.emargement != Creneau.Emargement.FERME:
        raise Refus(
            _("L'émargement du %(jour)s est commencé : cette demi-journée ne peut plus changer.")
            % {"jour": francais.date_longue(creneau.debut)}
        )


def _verifier_duree(creneau) -> None:
    jour = {"jour": francais.date_longue(creneau.debut)}
    if creneau.fin <= creneau.debut:
        raise Refus(_("La demi-journée du %(jour)s finit avant d'avoir commencé. Corrigez ses heures.") % jour)
    maximum = regle("creneau.duree_maximum")
    if creneau.fin - creneau.debut > timedelta(minutes=maximum):
        raise Refus(
            _("La demi-journée du %(jour)s dépasse %(duree)s. Coupez-la en deux.")
            % {**jour, "duree": francais.duree(maximum)}
        )


def _verifier_formateurs(creneaux, *, le) -> None:
    demandes = {formateur.pk: formateur for creneau in creneaux for formateur in creneau.formateurs}
    connus = set(formateurs_possibles(le).filter(pk__in=demandes).values_list("pk", flat=True))
    for pk in demandes.keys() - connus:
        raise Refus(
            _("%(personne)s n'est pas formatrice ou formateur aujourd'hui. Choisissez une autre personne.")
            % {"personne": demandes[pk]},
            champ="formateurs",
        )


def _verifier_rencontres(creneaux, *, session, lieu) -> None:
    """One place and one person are at one session at a time."""
    demandes = {formateur.pk: formateur for creneau in creneaux for formateur in creneau.formateurs}
    pris = Q(interventions__formateur__in=demandes)
    if lieu:
        pris |= Q(session__lieu=lieu)
    autres = rencontres(creneaux, sauf=session).filter(pris).distinct().prefetch_related("interventions")
    for autre in autres:
        faits = {
            "session": autre.session.titre,
            "jour": francais.date_longue(autre.debut),
            "heures": francais.plage(autre.debut, autre.fin),
        }
        if lieu and autre.session.lieu_id == lieu.pk:
            raise Refus(
                _(
                    "Ce lieu accueille déjà « %(session)s » le %(jour)s, %(heures)s. "
                    "Choisissez un autre lieu ou d'autres heures."
                )
                % faits,
                champ="lieu",
            )
        en_meme_temps = {
            formateur.pk
            for creneau in creneaux
            if creneau.debut < autre.fin and creneau.fin > autre.debut
            for formateur in creneau.formateurs
        }
        for intervention in autre.interventions.all():
            if intervention.formateur_id in en_meme_temps:
                raise Refus(
                    _(
                        "%(personne)s anime déjà « %(session)s » le %(jour)s, %(heures)s. "
                        "Choisissez une autre personne ou d'autres heures."
                    )
                    % {**faits, "personne": demandes[intervention.formateur_id]},
                    champ="formateurs",
                )

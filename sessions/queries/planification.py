"""What a planned session would meet: what forbids it, each in a sentence with its field, and what a gestionnaire should know."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from django.utils.translation import gettext as _

from academie import francais
from academie.regles import regle
from besoins.models import Module
from sessions.agendas.fuseaux import Changement, changement_d_heure
from sessions.models import Creneau, Session
from sessions.queries.avertissement import avertissements
from sessions.queries.occupation import Prise, heurts
from sessions.queries.session import formateurs_possibles


@dataclass(frozen=True)
class Constat:
    """Something said before saving. What is not `bloquant` is for the gestionnaire to judge."""

    texte: str
    champ: str | None = None
    bloquant: bool = True


@dataclass(frozen=True)
class Candidate:
    """A session as it would be: not written. `creneaux` are planned half-days (`sessions.actions.creneau.CreneauPrevu`)."""

    session: Session
    creneaux: Sequence
    le: datetime

    @property
    def demi_journees(self) -> list[Creneau]:
        creneaux = [
            Creneau(
                session=self.session,
                debut=prevu.debut,
                fin=prevu.fin,
                modalite=prevu.modalite,
                lieu=prevu.lieu,
                lien_distance=prevu.lien_distance,
            )
            for prevu in self.creneaux
        ]
        for creneau in creneaux:
            creneau.fuseau = creneau.fuseau_du_lieu
        return creneaux

    @property
    def formateurs(self) -> dict[int, object]:
        return {formateur.pk: formateur for prevu in self.creneaux for formateur in prevu.formateurs}


def constats(candidate: Candidate) -> list[Constat]:
    """Everything, what forbids first."""
    bloquants = list(refus(candidate))
    alertes = avertissements(candidate.session, candidate.demi_journees, candidate.creneaux)
    return bloquants + [Constat(texte, bloquant=False) for texte in alertes]


def refus(candidate: Candidate) -> Iterator[Constat]:
    """What forbids a plan, in the order of its form."""
    yield from _places(candidate)
    impossibles = list(horaires_impossibles(candidate.creneaux))
    yield from impossibles
    if impossibles:
        return
    yield from map(Constat, heures_inexactes(candidate.creneaux))
    yield from _passees(candidate)
    yield from _inscriptions(candidate)
    yield from _modules(candidate)
    for creneau in candidate.demi_journees:
        yield from _ou(creneau)
    yield from _formateurs(candidate)
    prises = [
        Prise(creneau.debut, creneau.fin, tuple(prevu.formateurs), tuple(creneau.lieux))
        for creneau, prevu in zip(candidate.demi_journees, candidate.creneaux, strict=True)
    ]
    for heurt in heurts(prises, sauf=candidate.session if candidate.session.pk else None):
        yield Constat(heurt.phrase, heurt.champ)


def horaires_impossibles(creneaux: Sequence) -> Iterator[Constat]:
    """Half-days that are none, too long, upside down or overlapping."""
    if not creneaux:
        yield Constat(_("Ajoutez au moins une demi-journée."))
    maximum = regle("creneau.duree_maximum")
    for creneau in creneaux:
        jour = {"jour": francais.date_longue(creneau.debut)}
        if creneau.fin <= creneau.debut:
            yield Constat(_("La demi-journée du %(jour)s finit avant d'avoir commencé. Corrigez ses heures.") % jour)
        elif creneau.fin - creneau.debut > timedelta(minutes=maximum):
            yield Constat(
                _("La demi-journée du %(jour)s dépasse %(duree)s. Coupez-la en deux.")
                % {**jour, "duree": francais.duree(maximum)}
            )
    for avant, apres in pairwise(sorted(creneaux, key=lambda c: c.debut)):
        if apres.debut < avant.fin:
            yield Constat(
                _("Deux demi-journées se chevauchent le %(jour)s. Corrigez leurs heures.")
                % {"jour": francais.date_longue(apres.debut)}
            )


def heures_inexactes(creneaux: Sequence) -> Iterator[str]:
    """The hours that the clock jumps over, or strikes twice: one sentence each."""
    for creneau in creneaux:
        for instant in (creneau.debut, creneau.fin):
            if phrase := heure_inexacte(instant):
                yield phrase


def heure_inexacte(instant: datetime) -> str:
    """Why no clock, or two, can say this hour where it is told; empty when one does."""
    faits = {"jour": francais.date_longue(instant), "heure": francais.heure(instant)}
    match changement_d_heure(instant):
        case Changement.SAUTEE:
            return (
                _("Le %(jour)s, %(heure)s n'existe pas : on passe à l'heure d'été. Choisissez une autre heure.") % faits
            )
        case Changement.DOUBLE:
            return (
                _("Le %(jour)s, %(heure)s arrive deux fois : on passe à l'heure d'hiver. Choisissez une autre heure.")
                % faits
            )
    return ""


def _places(candidate) -> Iterator[Constat]:
    session = candidate.session
    if session.capacite < 1:
        yield Constat(_("Indiquez au moins une place."), "capacite")
    if not 1 <= session.minimum <= session.capacite:
        yield Constat(_("Le minimum est compris entre 1 et le nombre de places."), "minimum")
    if session.modalite != Session.Modalite.DISTANCE and not session.lieu:
        yield Constat(_("Une session sur place a un lieu : choisissez-le."), "lieu")
    if session.lieu and session.lieu.a_distance:
        yield Constat(_("%(lieu)s est à distance : choisissez une salle.") % {"lieu": session.lieu.nom}, "lieu")
    if session.territoire_id is None:
        yield Constat(_("Indiquez la région qui organise cette session à distance."), "territoire")
    lieux = {lieu.pk: lieu for creneau in candidate.demi_journees for lieu in creneau.lieux}
    for lieu in lieux.values():
        if lieu.capacite and session.capacite > lieu.capacite:
            yield Constat(
                _("%(lieu)s offre %(places)d places. Réduisez le nombre de places ou changez de lieu.")
                % {"lieu": lieu.nom, "places": lieu.capacite},
                "capacite",
            )


def _inscriptions(candidate) -> Iterator[Constat]:
    session, debut = candidate.session, min(creneau.debut for creneau in candidate.creneaux)
    if session.cloture_inscriptions > debut.date():
        yield Constat(
            _("Le dernier jour pour s'inscrire suit le début de la session. Choisissez au plus tard le %(jour)s.")
            % {"jour": francais.date_longue(debut)},
            "cloture_inscriptions",
        )
    if session.ouverture_inscriptions and session.ouverture_inscriptions > session.cloture_inscriptions:
        yield Constat(
            _("Le premier jour pour s'inscrire suit le dernier. Choisissez au plus tard le %(jour)s.")
            % {"jour": francais.date_longue(session.cloture_inscriptions)},
            "ouverture_inscriptions",
        )


def _passees(candidate) -> Iterator[Constat]:
    session = candidate.session
    inchanges = set(Creneau.objects.filter(session=session).values_list("debut", "fin")) if session.pk else set()
    for creneau in candidate.creneaux:
        if creneau.debut <= candidate.le and (creneau.debut, creneau.fin) not in inchanges:
            yield Constat(
                _("La demi-journée du %(jour)s est déjà passée. Choisissez une date à venir.")
                % {"jour": francais.date_longue(creneau.debut)}
            )


def _modules(candidate) -> Iterator[Constat]:
    modules = {prevu.module.pk: prevu.module for prevu in candidate.creneaux if prevu.module}
    siens = Module.objects.filter(version=candidate.session.version_id, pk__in=modules) if modules else []
    for pk in modules.keys() - {module.pk for module in siens}:
        yield Constat(_("Le module « %(titre)s » n'est pas de ce programme.") % {"titre": modules[pk].titre}, "module")


def _ou(creneau) -> Iterator[Constat]:
    jour = {"jour": francais.date_longue(creneau.debut)}
    modalite = creneau.session.modalite
    if creneau.modalite and modalite not in (Session.Modalite.HYBRIDE, creneau.modalite):
        yield Constat(
            _(
                "La demi-journée du %(jour)s n'a pas la modalité de la session. "
                "Choisissez « sur place et à distance » pour la session, ou la même modalité."
            )
            % jour,
            "modalite",
        )
    elif creneau.lieu and not creneau.sur_place and not creneau.lieu.a_distance:
        yield Constat(
            _("La demi-journée du %(jour)s est à distance : elle ne prend pas de salle. Retirez %(lieu)s.")
            % {**jour, "lieu": creneau.lieu.nom},
            "lieu",
        )
    elif creneau.lieu and not creneau.a_distance and creneau.lieu.a_distance:
        yield Constat(
            _("La demi-journée du %(jour)s est sur place : choisissez une salle plutôt que %(lieu)s.")
            % {**jour, "lieu": creneau.lieu.nom},
            "lieu",
        )


def _formateurs(candidate) -> Iterator[Constat]:
    demandes = candidate.formateurs
    connus = set(formateurs_possibles(candidate.le).filter(pk__in=demandes).values_list("pk", flat=True))
    for pk in demandes.keys() - connus:
        yield Constat(
            _("%(personne)s n'est pas formatrice ou formateur aujourd'hui. Choisissez une autre personne.")
            % {"personne": demandes[pk]},
            "formateurs",
        )

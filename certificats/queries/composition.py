"""Which sessions to follow, in which order, so that few of them close many gaps."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from academie import francais
from academie.models import Utilisateur
from besoins.models import Objectif, Programme, VersionProgramme
from certificats.models import FichePoste
from certificats.queries.ecart import Ecart
from certificats.queries.parcours import ecarts_ouverts
from certificats.queries.proposition import (
    heures_de,
    heures_prises,
    proximite,
    sessions_possibles,
    versions_qui_comblent,
)
from sessions.models import Session
from sessions.queries.regles import prerequis_a_confirmer

AUTRES_DATES = 2
Heures = list[tuple[datetime, datetime]]


@dataclass(frozen=True)
class Candidate:
    """A session that closes gaps (competences, by key), and the levels that its programme brings, those gaps included."""

    session: Session
    ferme: frozenset[int]
    niveaux: Mapping[int, int]
    heures: Heures


@dataclass
class Choix:
    """A session of the plan: what it closes that no earlier choice did, why it was chosen, other dates or programmes."""

    candidate: Candidate
    ecarts: list[Ecart]
    autres: list[Session] = field(default_factory=list)

    @property
    def session(self) -> Session:
        return self.candidate.session

    @property
    def prerequis(self) -> str:
        return prerequis_a_confirmer(self.session.version)

    @property
    def raison(self) -> str:
        """ "Ferme 3 écarts : …; à Quimper, dans votre département." """
        return raison(self.ecarts) % {"ou": proximite(self.session)}


@dataclass(frozen=True)
class SansSession:
    """A published programme that would close gaps and has no session that this person may join today."""

    programme: Programme
    ecarts: list[Ecart]

    @property
    def raison(self) -> str:
        return raison(self.ecarts) % {"ou": _("aucune session où vous inscrire aujourd'hui")}


@dataclass(frozen=True)
class Composition:
    """What is proposed to a person for a job; `orphelins`: the gaps that no programme of the catalogue closes."""

    fiche: FichePoste | None
    ouverts: list[Ecart]
    choix: list[Choix]
    sans_session: list[SansSession]
    orphelins: list[Ecart]


def composer(utilisateur: Utilisateur, cible: str = "", le: datetime | None = None) -> Composition:
    """A constant number of queries, whatever the number of gaps and of sessions."""
    le = le or timezone.now()
    fiche, ouverts = ecarts_ouverts(utilisateur, cible)
    par_competence = {ecart.exigence.competence_id: ecart for ecart in ouverts}
    combles = versions_qui_comblent(ouverts)
    candidates = _candidates(utilisateur, combles, le)
    choisies = choisir(candidates, frozenset(par_competence))
    choix = [
        Choix(candidate, [par_competence[c] for c in par_competence if c in fermes]) for candidate, fermes in choisies
    ]
    for un in choix:
        un.autres = _autres(un.candidate, candidates, [autre.candidate for autre in choix if autre is not un])
    fermes_ = {ecart.exigence.competence_id for un in choix for ecart in un.ecarts}
    sans_session, enseignees = _sans_session(combles, par_competence, fermes_)
    return Composition(
        fiche=fiche,
        ouverts=ouverts,
        choix=choix,
        sans_session=sans_session,
        orphelins=[ecart for c, ecart in par_competence.items() if c not in fermes_ | enseignees],
    )


def choisir(candidates: Iterable[Candidate], a_fermer: frozenset[int]) -> list[tuple[Candidate, frozenset[int]]]:
    """Greedy cover: at each turn the session that closes most open gaps, the nearest then the soonest among equals.

    What was chosen is never overlapped, and never comes before what it builds on. By date.
    """
    choisies: list[tuple[Candidate, frozenset[int]]] = []
    restantes = list(candidates)
    while a_fermer:
        retenues = [autre for autre, _fermes in choisies]
        restantes = [une for une in restantes if une.ferme & a_fermer and convient(une, retenues)]
        if not restantes:
            break
        meilleure = max(
            restantes,
            key=lambda une: (
                len(une.ferme & a_fermer),
                -une.session.eloignement,
                -une.session.debut.timestamp(),
                -une.session.pk,
            ),
        )
        choisies.append((meilleure, meilleure.ferme & a_fermer))
        a_fermer -= meilleure.ferme
    return sorted(choisies, key=lambda choix: (choix[0].session.debut, choix[0].session.pk))


def convient(une: Candidate, autres: Iterable[Candidate]) -> bool:
    """Whether this session can be followed with the others: at other hours, each level of a competence before the next."""
    return all(
        une.session.version.programme_id != autre.session.version.programme_id
        and not se_recouvrent(une.heures, autre.heures)
        and _dans_l_ordre(une, autre)
        and _dans_l_ordre(autre, une)
        for autre in autres
    )


def se_recouvrent(unes: Heures, autres: Heures) -> bool:
    return any(debut < fin_ and debut_ < fin for debut, fin in unes for debut_, fin_ in autres)


def raison(ecarts: list[Ecart]) -> str:
    """ "Ferme 2 écarts (…) ; %(ou)s", to be completed with where."""
    phrase = ngettext(
        "Ferme %(n)d écart : %(quoi)s ; %%(ou)s.", "Ferme %(n)d écarts : %(quoi)s ; %%(ou)s.", len(ecarts)
    )
    quoi = francais.enumeration(str(ecart.competence) for ecart in ecarts).replace("%", "%%")
    return phrase % {"n": len(ecarts), "quoi": quoi}


def _dans_l_ordre(une: Candidate, autre: Candidate) -> bool:
    """The one that brings a competence lower ends before the other begins."""
    communes = une.niveaux.keys() & autre.niveaux.keys()
    if any(une.niveaux[competence] < autre.niveaux[competence] for competence in communes):
        return une.session.fin <= autre.session.debut
    return True


def _candidates(utilisateur: Utilisateur, combles: Mapping[int, Mapping[int, int]], le: datetime) -> list[Candidate]:
    sessions = sessions_possibles(utilisateur, combles, le)
    heures, prises = heures_de(sessions), heures_prises(utilisateur, le)
    niveaux: dict[int, dict[int, int]] = {}
    objectifs = Objectif.objects.filter(version__in={session.version_id for session in sessions}).order_by("niveau")
    for version, competence, niveau in objectifs.values_list("version", "competence", "niveau"):
        niveaux.setdefault(version, {})[competence] = niveau
    return [
        Candidate(session, frozenset(combles[session.version_id]), niveaux[session.version_id], heures[session.pk])
        for session in sessions
        if not se_recouvrent(heures[session.pk], prises)
    ]


def _autres(une: Candidate, candidates: list[Candidate], autour: list[Candidate]) -> list[Session]:
    """Other sessions that close as much and can take its place."""
    return [
        autre.session
        for autre in candidates
        if autre is not une and autre.ferme >= une.ferme and convient(autre, autour)
    ][:AUTRES_DATES]


def _sans_session(
    combles: Mapping[int, Mapping[int, int]], par_competence: Mapping[int, Ecart], fermes: set[int]
) -> tuple[list[SansSession], set[int]]:
    """Published programmes for the gaps that no chosen session closes, those that close most first; what they close."""
    versions = VersionProgramme.objects.publiees().filter(pk__in=combles).select_related("programme")
    trouves = []
    for version in versions.order_by("programme__recherche", "pk"):
        ecarts = [par_competence[competence] for competence in combles[version.pk] if competence not in fermes]
        if ecarts:
            trouves.append(SansSession(version.programme, ecarts))
    trouves.sort(key=lambda programme: -len(programme.ecarts))
    return trouves, {ecart.exigence.competence_id for programme in trouves for ecart in programme.ecarts}

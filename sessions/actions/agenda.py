"""Calendars follow the sessions: one row per half-day, written when a session changes, so that a feed is only read.

Written here and nowhere else. Called by what changes a fact that feeds show: `vie` (opened, cancelled), `report`
(postponed, dated again), `session` (modified), `lieu` (renamed, moved), `formateur` (whether they are of the Académie),
and, for the names of territories and themes, `sessions.tasks.agenda`.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from copy import copy
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from sessions.agendas.filtre import DONNEES
from sessions.agendas.retrait import retrait_ics
from sessions.models import EvenementPublie, Session, VersionAgenda
from sessions.queries.publication import AXES, Fait, faits_de

SECONDE = timedelta(seconds=1)
LOT = 200  # sessions rewritten in one transaction
COLONNES = [
    *(*AXES, "session_id", "debut", "fin", "fuseau"),
    *("annule_le", "retire_le", "fragment", "modifie_le", "sequence"),
]


@transaction.atomic
def publier(*sessions: Session, le: datetime) -> None:
    """Make the feeds say what these sessions are: nothing for a draft, nothing new when nothing changed.

    The last statement of a deed: the versions of the feeds are locked until its end.
    """
    if publiques := [session.pk for session in sessions if session.ouverte_le]:
        _publier(publiques, le)


def verrouiller_publiques(sessions: Iterable[int] | QuerySet) -> list[Session]:
    """Those of `sessions` that are public, locked in order: what a deed that reaches several does first."""
    return list(Session.objects.publiques().filter(pk__in=sessions).select_for_update().order_by("pk"))


@transaction.atomic
def republier(sessions: Iterable[int] | QuerySet, *, le: datetime) -> None:
    """`publier` for sessions that this deed has not locked."""
    publier(*verrouiller_publiques(sessions), le=le)


@transaction.atomic
def annoncer(session: Session, *, le: datetime) -> None:
    """Raise the version of the open data, for what they tell and calendars do not: confirmed, begun, closed, more seats.

    After `publier` when both are called: everybody locks in this order.
    """
    if session.ouverte_le:
        _elever([DONNEES], le.replace(microsecond=0))


def reecrire_agendas(*, le: datetime | None = None) -> int:
    """Say again every half-day that is or was public, by the facts; return how many sessions were looked at."""
    cles = list(Session.objects.publiques().order_by("pk").values_list("pk", flat=True))
    for debut in range(0, len(cles), LOT):
        republier(cles[debut : debut + LOT], le=le or timezone.now())
    return len(cles)


def _publier(sessions: Collection[int], le: datetime) -> None:
    lignes: dict[UUID, list[EvenementPublie]] = defaultdict(list)
    connues = EvenementPublie.objects.filter(session__in=sessions).order_by("sequence")
    for ligne in connues.select_related("programme", "theme", "region", "departement", "epci"):
        lignes[ligne.uid].append(ligne)
    ecriture = _Ecriture(le.replace(microsecond=0))
    for fait in faits_de(sessions):
        ecriture.dire(fait, lignes.pop(fait.uid, []))
    for parties in lignes.values():
        ecriture.retirer(parties)
    ecriture.enregistrer()


class _Ecriture:
    """What changes in the rows, gathered to be written at once."""

    def __init__(self, le: datetime):
        self.le = le
        self.nouvelles: list[EvenementPublie] = []
        self.changees: list[EvenementPublie] = []
        self.cles: set[str] = set()

    def dire(self, fait: Fait, lignes: list[EvenementPublie]) -> None:
        """The half-day exists: its row says so, and a feed that it leaves shows it cancelled."""
        active = _active(lignes)
        if active is None:
            sequence = max((ligne.sequence + 1 for ligne in lignes), default=fait.evenement.sequence)
            octets = fait.octets(sequence, self.le)
            self._ajouter(EvenementPublie(**fait.colonnes, fragment=octets, modifie_le=self.le, sequence=sequence))
            return
        memes, dits = fait.a_ses_colonnes(active, self.le), fait.est_dit_par(active)
        if memes and dits:
            return
        colonnes = fait.colonnes_de(active, self.le)
        quittee = any((avant := getattr(active, axe)) and avant != colonnes[axe] for axe in AXES)
        # Where it was shown cancelled, only a later revision shows it again.
        revient = not memes and any(ligne.sequence >= active.sequence for ligne in lignes if ligne is not active)
        self.cles |= active.cles
        suivante = lignes[-1].sequence + 1
        if quittee:
            depart = copy(active)
            depart.pk = None
            self._ajouter(self._retirer(depart, suivante))
        if quittee or revient or not dits:
            active.sequence = suivante
            active.modifie_le = self._apres(active)
            active.fragment = fait.octets(active.sequence, active.modifie_le)
        for nom, valeur in colonnes.items():
            setattr(active, nom, valeur)
        self._changer(active)

    def retirer(self, lignes: list[EvenementPublie]) -> None:
        """The half-day is no more: every feed that it was in shows it cancelled."""
        if active := _active(lignes):
            self._changer(self._retirer(active, lignes[-1].sequence + 1))

    def enregistrer(self) -> None:
        EvenementPublie.objects.bulk_create(self.nouvelles)
        EvenementPublie.objects.bulk_update(self.changees, COLONNES, batch_size=100)
        if self.cles:
            _elever(sorted(self.cles), self.le)

    def _retirer(self, ligne: EvenementPublie, sequence: int) -> EvenementPublie:
        ligne.sequence, ligne.modifie_le = sequence, self._apres(ligne)
        ligne.retire_le, ligne.annule_le = self.le, ligne.annule_le or self.le
        ligne.fragment = retrait_ics(bytes(ligne.fragment), sequence=sequence, modifie_le=ligne.modifie_le)
        return ligne

    def _apres(self, ligne: EvenementPublie) -> datetime:
        """LAST-MODIFIED has whole seconds, and rises even when two changes share one."""
        return max(self.le, ligne.modifie_le + SECONDE)

    def _ajouter(self, ligne: EvenementPublie) -> None:
        self.nouvelles.append(ligne)
        self.cles |= ligne.cles

    def _changer(self, ligne: EvenementPublie) -> None:
        self.changees.append(ligne)
        self.cles |= ligne.cles


def _active(lignes: Iterable[EvenementPublie]) -> EvenementPublie | None:
    return next((ligne for ligne in lignes if ligne.retire_le is None), None)


def _elever(cles: list[str], le: datetime) -> None:
    """Raise the versions of `cles`, "public" among them: its row, locked by all, puts the moments in one order."""
    VersionAgenda.objects.bulk_create(
        [VersionAgenda(cle=cle, modifie_le=le - SECONDE) for cle in cles], ignore_conflicts=True
    )
    versions = VersionAgenda.objects.filter(cle__in=cles)
    dernier = max(version.modifie_le for version in versions.select_for_update().order_by("cle"))
    versions.update(version=F("version") + 1, modifie_le=max(le, dernier + SECONDE))

"""The half-days of a private feed: what their session says of them, and what they are for whoever reads it."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import lru_cache
from typing import NamedTuple
from uuid import UUID

from django.conf import settings
from django.db.models import Count, Max, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from academie.regles import regle
from sessions.agendas.echeance import Echeance
from sessions.agendas.evenement import Evenement, Statut
from sessions.agendas.retrait import retrait_ics
from sessions.models import Creneau, EvenementPublie, MouvementInscription, Session
from sessions.queries.evenement import evenements_de


@dataclass(frozen=True, kw_only=True)
class Propos:
    """What a feed says of a half-day, over what its session says of it.

    Args:
        revisions: how many times it alone changed, and `dit_le` for the last time.
    """

    lignes: list[str]
    url: str
    statut: Statut = Statut.CONFIRME
    marque: str = ""
    revisions: int = 0
    dit_le: datetime | None = None


class Faits(NamedTuple):
    """How many things happened, and when the last did."""

    nombre: int = 0
    dernier: datetime | None = None

    def avec(self, autres: "Faits") -> "Faits":
        moments = [moment for moment in (self.dernier, autres.dernier) if moment]
        return Faits(self.nombre + autres.nombre, max(moments, default=None))


class Retrait(NamedTuple):
    """A half-day taken out of its session: its bytes, cancelled."""

    fuseau: str
    modifie_le: datetime
    octets: bytes


Dire = Callable[[Session, Creneau], Propos | None]
RIEN = Faits()
# A half-day that is theirs no more is cancelled, and may be given again: each is a revision.
DEUX_PAR_RETRAIT = 2


@dataclass(frozen=True, kw_only=True)
class Lus:
    """The half-days of a feed, those taken out of its sessions, and its deadlines."""

    nom: str
    evenements: list[Evenement]
    retires: list[Retrait] = field(default_factory=list)
    echeances: list[Echeance] = field(default_factory=list)


def lire(
    nom: str,
    sessions: Collection[int],
    dire: Dire,
    faits: Mapping[int, Faits],
    quittees: Mapping[UUID, Faits] | None = None,
) -> Lus:
    """The half-days of these sessions as `dire` tells them; those that it does not tell are left out.

    Args:
        faits: what happened in each session to whoever reads; each raises the revision of its half-days.
        quittees: which of those taken out concern who reads, and how often each was no more theirs; None: all do.
    """
    lues = {session.pk: session for session in _visibles(sessions)}
    par_session = defaultdict(list)
    for creneau in Creneau.objects.filter(session__in=lues).situes().order_by("debut", "pk"):
        par_session[creneau.session_id].append(creneau)
    evenements = []
    for pk, creneaux in par_session.items():
        for creneau, base in evenements_de(lues[pk], creneaux):
            if propos := dire(lues[pk], creneau):
                evenements.append(_personnel(lues[pk], base, propos, faits.get(pk, RIEN)))
    tous = {creneau.uid for creneaux in par_session.values() for creneau in creneaux}
    return Lus(nom=nom, evenements=evenements, retires=list(_retires(lues, tous, faits, quittees)))


def mouvements(filtre: Q) -> dict[int, Faits]:
    """What happened to these enrolments, by session."""
    lus = MouvementInscription.objects.filter(filtre).order_by().values_list("inscription__session")
    return {pk: Faits(nombre, le) for pk, nombre, le in lus.annotate(Count("pk"), Max("le"))}


def limite(cle: str) -> datetime:
    """The moment before which a rule, in days, says that things are too old to be shown."""
    return timezone.now() - timedelta(days=regle(cle))


def _visibles(sessions: Collection[int]):
    """Neither over for too long, nor cancelled for too long."""
    gardees = Q(fin__gt=limite("agenda.memoire")) | Q(etat=Session.Etat.REPORTEE)
    oubliees = Q(etat=Session.Etat.ANNULEE, annulee_le__lte=limite("agenda.annules"))
    return Session.objects.completes().filter(gardees, pk__in=sessions).exclude(oubliees).order_by("debut", "pk")


def _retires(
    sessions: Mapping[int, Session],
    actifs: Collection,
    faits: Mapping[int, Faits],
    quittees: Mapping[UUID, Faits] | None,
) -> Iterator[Retrait]:
    """The half-days taken out of these sessions not long ago: of a later revision than whatever was said of them."""
    retires = EvenementPublie.objects.retires().filter(session__in=sessions, retire_le__gt=limite("agenda.annules"))
    derniers = {retire.uid: retire for retire in retires.order_by("sequence", "pk") if retire.uid not in actifs}
    for uid, retire in sorted(derniers.items()):
        if quittees is None or uid in quittees:
            propres = DEUX_PAR_RETRAIT * quittees[uid].nombre if quittees else 0
            dits = sessions[retire.session_id].sequence + faits.get(retire.session_id, RIEN).nombre + propres
            octets = _octets(bytes(retire.fragment), retire.sequence + dits, retire.modifie_le)
            yield Retrait(retire.fuseau, retire.modifie_le, octets)


@lru_cache(maxsize=1_000)
def _octets(fragment: bytes, sequence: int, modifie_le: datetime) -> bytes:
    return retrait_ics(fragment, sequence=sequence, modifie_le=modifie_le)


def _personnel(session: Session, base: Evenement, propos: Propos, faits: Faits) -> Evenement:
    """What the session says comes first: there is nothing to do for one that does not take place."""
    decision, statut = _decision(session), propos.statut
    if decision and statut is not Statut.ANNULE:
        statut = base.statut
    marque = propos.marque if statut is Statut.PROVISOIRE else ""
    return replace(
        base,
        titre=f"{marque} {base.titre}".strip(),
        statut=statut,
        description=decision or "\n".join(propos.lignes),
        url=settings.BASE_URL + propos.url,
        sequence=base.sequence + faits.nombre + propos.revisions,
        modifie_le=max(filter(None, [base.modifie_le, faits.dernier, propos.dit_le])),
    )


def _decision(session: Session) -> str:
    """Why it does not take place at these hours; empty when it does."""
    if session.etat == Session.Etat.ANNULEE:
        return _("Session annulée : %(motif)s") % {"motif": session.motif_annulation}
    if session.etat == Session.Etat.REPORTEE:
        return _("Session reportée : %(motif)s. De nouvelles dates viendront ici.") % {"motif": session.motif_report}
    return ""

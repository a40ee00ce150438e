"""Seats kept for structures: who keeps them, who holds them, what is left, what forbids to keep more."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import F, Prefetch, Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from academie import francais
from academie.models import Structure
from academie.regles import regle
from sessions.models import Inscription, ReserveStructure, Session


@dataclass(frozen=True)
class Souhait:
    """Seats that somebody wants kept. `librement`: the Académie decides."""

    session: Session
    structure: Structure
    places: int
    jusqu_au: date
    librement: bool
    le: datetime


@dataclass(frozen=True)
class Contraire:
    """Why not, and the field to correct."""

    raison: str
    champ: str | None = None


def dernier_jour(session, *, librement: bool = False, le: datetime | None = None) -> date:
    """The last day until which seats may be kept: the eve, or earlier by the rule."""
    avance = 1 if librement else regle("inscription.liberation_reserve", timezone.localdate(le))
    return session.debut.date() - timedelta(days=avance)


def reserves_de(session):
    """The reserves of a session, those in force first, with who holds their seats: two queries."""
    return (
        _avec_porteurs(session.reserves.all())
        .select_related("structure")
        .order_by(F("liberee_le").asc(nulls_first=True), "cree_le", "pk")
    )


def reserves_detaillees(reserves):
    """The same for reserves of several sessions, the next session first."""
    return (
        _avec_porteurs(reserves)
        .select_related("structure", "session__version__programme", "session__lieu__commune")
        .order_by("-session__debut", "pk")
    )


def reserves_echues(jour: date):
    """Those whose day has gone, in sessions that may still welcome somebody."""
    return (
        ReserveStructure.objects.en_vigueur()
        .filter(jusqu_au__lt=jour, session__etat__in=[*Session.MODIFIABLES, Session.Etat.EN_COURS])
        .order_by("jusqu_au", "pk")
    )


def places_gardees(session, utilisateur) -> int:
    """How many seats of a session are still kept for the structures of this reader."""
    if not (utilisateur.is_authenticated and session.places_reservees):
        return 0
    structures = {affectation.structure_id for affectation in utilisateur.affectations_du_jour}
    reserves = session.reserves.en_vigueur().avec_reste().filter(structure__in=structures, reste__gt=0)
    return sum(reserve.reste for reserve in reserves)


def empechement_de_reserver(souhait: Souhait) -> Contraire | None:
    """The first rule that forbids; None when nothing does. The session is locked."""
    return _session_fermee(souhait) or _jour_impossible(souhait) or _trop_peu(souhait) or _plus_de_places(souhait)


def _avec_porteurs(reserves):
    tenues = Inscription.objects.tenantes().select_related("utilisateur").order_by("ordre")
    return reserves.avec_reste().prefetch_related(Prefetch("inscriptions", tenues, to_attr="porteuses"))


def _session_fermee(s: Souhait) -> Contraire | None:
    ouvertes = Session.MODIFIABLES if s.librement else Session.OUVERTES
    if s.session.etat in ouvertes and s.session.debut > s.le:
        return None
    return Contraire(
        _("Cette session est %(etat)s ou a commencé : aucune place ne s'y garde plus. Choisissez une autre session.")
        % {"etat": s.session.get_etat_display()}
    )


def _jour_impossible(s: Souhait) -> Contraire | None:
    limite = dernier_jour(s.session, librement=s.librement, le=s.le)
    if limite < timezone.localdate(s.le):
        return Contraire(
            _(
                "La session est trop proche : les places non prises vont à tout le monde depuis le %(jour)s. Inscrivez dès maintenant les personnes concernées."
            )
            % {"jour": francais.date_longue(limite)}
        )
    if not timezone.localdate(s.le) <= s.jusqu_au <= limite:
        return Contraire(
            _(
                "Choisissez un jour entre aujourd'hui et le %(jour)s : ensuite, les places non prises vont à tout le monde."
            )
            % {"jour": francais.date_longue(limite)},
            "jusqu_au",
        )
    return None


def _trop_peu(s: Souhait) -> Contraire | None:
    reserve = s.session.reserves.en_vigueur().avec_reste().filter(structure=s.structure).first()
    minimum = max(1, reserve.tenues if reserve else 0)
    if s.places >= minimum:
        return None
    return Contraire(
        _(
            "Gardez au moins %(nombre)d places : c'est ce que tiennent déjà les personnes de cette structure. Pour ne rien garder de plus, libérez la réserve."
        )
        % {"nombre": minimum}
        if reserve and reserve.tenues
        else _("Gardez au moins une place, ou libérez la réserve."),
        "places",
    )


def _plus_de_places(s: Souhait) -> Contraire | None:
    gardees = s.session.reserves.en_vigueur()
    anciennes = gardees.filter(structure=s.structure).aggregate(n=Sum("places"))["n"] or 0
    if s.places - anciennes > s.session.places_libres:
        return Contraire(
            _("Il reste %(libres)d places libres dans cette session : gardez-en %(possible)d au plus.")
            % {"libres": s.session.places_libres, "possible": anciennes + s.session.places_libres},
            "places",
        )
    if s.librement or s.places <= anciennes:
        return None
    plafond = s.session.capacite * regle("reserve.part", timezone.localdate(s.le)) // 100
    reste = plafond - (gardees.exclude(structure=s.structure).aggregate(n=Sum("places"))["n"] or 0)
    if s.places <= reste:
        return None
    return Contraire(
        _(
            "Les structures gardent au plus %(plafond)d places de cette session, en tout : gardez-en %(reste)d au plus, ou demandez à l'Académie."
        )
        % {"plafond": plafond, "reste": max(reste, 0)},
        "places",
    )

"""Sessions that one may join and that would close a gap, nearest first."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from django.utils import timezone
from django.utils.translation import gettext as _

from academie.autorisations.table import Role
from academie.models import Utilisateur
from besoins.models import Objectif
from certificats.queries.ecart import Ecart
from sessions.models import Creneau, Inscription, Session
from sessions.queries.regles import places_par_structure, premier_jour

SESSIONS_PAR_ECART = 3
DEPARTEMENT, REGION, AILLEURS = 0, 1, 2


def proposer_sessions(utilisateur: Utilisateur, lignes: Iterable[Ecart], le: datetime | None = None) -> None:
    """Put in each open gap the sessions one can enrol in whose programme reaches the level, nearest first, then soonest."""
    a_combler = [ecart for ecart in lignes if not ecart.comble]
    combles = versions_qui_comblent(a_combler)
    for session in sessions_ouvertes(utilisateur, combles, le or timezone.now()) if combles else ():
        for ecart in a_combler:
            atteinte = ecart.exigence.competence_id in combles[session.version_id]
            if atteinte and len(ecart.sessions) < SESSIONS_PAR_ECART:
                ecart.sessions.append(session)


def versions_qui_comblent(a_combler: Iterable[Ecart]) -> dict[int, dict[int, int]]:
    """By programme version, the competences that it teaches at least at the level asked, with the level that it reaches."""
    atteint = Q(pk__in=[])
    for ecart in a_combler:
        atteint |= Q(competence=ecart.exigence.competence_id, niveau__gte=ecart.exigence.niveau)
    versions: dict[int, dict[int, int]] = {}
    objectifs = Objectif.objects.filter(atteint).order_by("niveau")
    for version, competence, niveau in objectifs.values_list("version", "competence", "niveau"):
        versions.setdefault(version, {})[competence] = niveau
    return versions


def sessions_ouvertes(utilisateur: Utilisateur, versions: Iterable[int], le: datetime) -> QuerySet[Session]:
    """Those of `versions` whose enrolments are not closed, without those where the person is, nearest first."""
    deja = Inscription.objects.actives().filter(utilisateur=utilisateur)
    return (
        Session.objects.ouvertes()
        .a_venir(le)
        .filter(version__in=list(versions), cloture_inscriptions__gte=timezone.localdate(le))
        .exclude(pk__in=deja.values("session"))
        .completes()
        .annotate(eloignement=_eloignement(utilisateur))
        .order_by("eloignement", "debut", "pk")
    )


def sessions_possibles(utilisateur: Utilisateur, versions: Iterable[int], le: datetime) -> list[Session]:
    """Those that the rules of enrolment let this person join today with a free seat: a constant number of queries.

    The rule of one session at a time is left to `heures_de`, which the plan needs anyway.
    """
    if Role.ANIMATEUR not in utilisateur.roles or utilisateur.structure is None:
        return []
    jour = timezone.localdate(le)
    tenues = Inscription.objects.tenantes().filter(utilisateur=utilisateur, session__etat__in=Session.VIVANTES)
    sessions = (
        sessions_ouvertes(utilisateur, versions, le)
        .exclude(version__programme__in=tenues.filter(session__fin__gt=le).values("session__version__programme"))
        .exclude(pk__in=Creneau.objects.filter(interventions__formateur=utilisateur).values("session"))
    )
    libres = [session for session in sessions if not session.complete and _ouverte_le(session, jour)]
    collegues = _collegues(utilisateur, libres)
    return [
        session
        for session in libres
        if not (plafond := places_par_structure(session, jour)) or collegues.get(session.pk, 0) < plafond
    ]


def heures_prises(utilisateur: Utilisateur, le: datetime) -> list[tuple[datetime, datetime]]:
    """When the person is already expected: as a trainee or as a trainer."""
    suivies = Inscription.objects.actives().filter(utilisateur=utilisateur).values("session")
    return list(
        Creneau.objects.filter(Q(session__in=suivies) | Q(interventions__formateur=utilisateur), fin__gt=le)
        .exclude(session__etat__in=[Session.Etat.ANNULEE, Session.Etat.REPORTEE])
        .order_by("debut", "pk")
        .values_list("debut", "fin")
    )


def heures_de(sessions: Iterable[Session]) -> dict[int, list[tuple[datetime, datetime]]]:
    """The half-days of each session."""
    heures: dict[int, list[tuple[datetime, datetime]]] = {}
    creneaux = Creneau.objects.filter(session__in=[session.pk for session in sessions]).order_by("debut", "pk")
    for session, debut, fin in creneaux.values_list("session", "debut", "fin"):
        heures.setdefault(session, []).append((debut, fin))
    return heures


def proximite(session: Session) -> str:
    """Where it is, seen from where the person works."""
    if session.modalite == Session.Modalite.DISTANCE:
        return _("à distance")
    lieux: Mapping[int, str] = {DEPARTEMENT: _("dans votre département"), REGION: _("dans votre région")}
    ou = _("à %(commune)s") % {"commune": session.lieu.commune.nom}
    return ", ".join(filter(None, (ou, lieux.get(session.eloignement, ""))))


def _ouverte_le(session: Session, jour) -> bool:
    ouverture = premier_jour(session, jour)
    return ouverture is None or ouverture <= jour


def _collegues(utilisateur: Utilisateur, sessions: list[Session]) -> dict[int, int]:
    """How many of the same structure are in each session already, kept seats apart."""
    compte: dict[int, int] = {}
    inscriptions = Inscription.objects.actives().filter(
        session__in=[session.pk for session in sessions], structure=utilisateur.structure, reserve=None
    )
    for session in inscriptions.values_list("session", flat=True):
        compte[session] = compte.get(session, 0) + 1
    return compte


def _eloignement(utilisateur: Utilisateur) -> Case:
    """In the person's département, in their région or at a distance, elsewhere."""
    territoire = utilisateur.territoire or (utilisateur.structure and utilisateur.structure.territoire)
    cas = []
    if territoire:
        departement = territoire.pk if territoire.genre == "departement" else territoire.departement_id
        region = territoire.pk if territoire.genre == "region" else territoire.region_id
        cas = [When(departement=departement, then=DEPARTEMENT)] if departement else []
        cas += [When(territoire=region, then=REGION)] if region else []
    cas.append(When(modalite=Session.Modalite.DISTANCE, then=REGION))
    return Case(*cas, default=Value(AILLEURS), output_field=IntegerField())

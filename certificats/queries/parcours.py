"""Where a person stands: competences proved, what the job aimed at still asks, sessions that would teach it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Case, IntegerField, Q, Value, When
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from academie.models import Competence, Utilisateur
from besoins.models import Objectif
from certificats.models import Acquis, Exigence, FichePoste, Parcours
from certificats.queries.fiche_poste import echelle, exigences_de
from sessions.models import Inscription, Session

SESSIONS_PAR_ECART = 3


@dataclass(frozen=True)
class AcquisLisible:
    """The highest level a person proved in a competence, with its evidence."""

    acquis: Acquis
    niveau: str

    @property
    def competence(self) -> Competence:
        return self.acquis.competence


@dataclass
class Ecart:
    """What a job asks of a competence, what the person holds, and the sessions that would close the gap."""

    exigence: Exigence
    demande: str
    tenu: str
    manque: int
    sessions: list[Session] = field(default_factory=list)

    @property
    def competence(self) -> Competence:
        return self.exigence.competence

    @property
    def comble(self) -> bool:
        return self.manque <= 0

    @property
    def libelle(self) -> str:
        return ngettext("%(manque)d niveau à gagner", "%(manque)d niveaux à gagner", self.manque) % {
            "manque": self.manque
        }


def parcours_de(utilisateur: Utilisateur) -> Parcours:
    """The person's profile; one that is not written yet when they never chose anything."""
    deja = Parcours.objects.filter(utilisateur=utilisateur).select_related("fiche_visee").first()
    return deja or Parcours(utilisateur=utilisateur)


def meilleurs_acquis(utilisateur: Utilisateur) -> dict[int, Acquis]:
    """The highest proved level of each competence, by competence, in the order of the framework."""
    tous = (
        Acquis.objects.filter(utilisateur=utilisateur)
        .prouves()
        .select_related("competence__domaine__referentiel", "certificat")
        .order_by(
            "competence__domaine__referentiel",
            "competence__domaine__ordre",
            "competence__ordre",
            "-niveau",
            "obtenu_le",
            "pk",
        )
    )
    meilleurs: dict[int, Acquis] = {}
    for acquis in tous:
        meilleurs.setdefault(acquis.competence_id, acquis)
    return meilleurs


def acquis_lisibles(meilleurs: dict[int, Acquis], noms: dict[tuple[int, int], str]) -> list[AcquisLisible]:
    return [AcquisLisible(acquis, _nom(acquis.competence, acquis.niveau, noms)) for acquis in meilleurs.values()]


def ecarts(fiche: FichePoste, meilleurs: dict[int, Acquis], noms: dict[tuple[int, int], str]) -> list[Ecart]:
    """One line per requirement of `fiche`, in the order of the framework."""
    lignes = []
    for exigence in exigences_de(fiche):
        acquis = meilleurs.get(exigence.competence_id)
        tenu = acquis.niveau if acquis else 0
        lignes.append(
            Ecart(
                exigence=exigence,
                demande=_nom(exigence.competence, exigence.niveau, noms),
                tenu=_nom(exigence.competence, tenu, noms) if tenu else _("aucun niveau prouvé"),
                manque=exigence.niveau - tenu,
            )
        )
    return lignes


def proposer_sessions(utilisateur: Utilisateur, lignes: Iterable[Ecart], le: datetime | None = None) -> None:
    """Put in each open gap the sessions one can enrol in whose programme reaches the level, nearest first, then soonest."""
    a_combler = [ecart for ecart in lignes if not ecart.comble]
    versions = _versions_qui_comblent(a_combler)
    if not versions:
        return
    for session in _sessions_ouvertes(utilisateur, versions, le or timezone.now()):
        for ecart in a_combler:
            atteinte = ecart.exigence.competence_id in versions[session.version_id]
            if atteinte and len(ecart.sessions) < SESSIONS_PAR_ECART:
                ecart.sessions.append(session)


def parcours_lisible(utilisateur: Utilisateur) -> dict:
    """Everything the profile page shows."""
    parcours = parcours_de(utilisateur)
    meilleurs = meilleurs_acquis(utilisateur)
    noms = echelle()
    lignes = ecarts(parcours.fiche_visee, meilleurs, noms) if parcours.fiche_visee else []
    proposer_sessions(utilisateur, lignes)
    return {
        "fiche": parcours.fiche_visee,
        "acquis": acquis_lisibles(meilleurs, noms),
        "ecarts": lignes,
        "comblees": sum(ecart.comble for ecart in lignes),
    }


def nombre_d_ecarts(utilisateur: Utilisateur) -> tuple[FichePoste | None, int]:
    """The job aimed at and how many of its requirements are not proved yet."""
    fiche = parcours_de(utilisateur).fiche_visee
    if fiche is None:
        return None, 0
    tenus = {
        (acquis.competence_id, acquis.niveau) for acquis in Acquis.objects.filter(utilisateur=utilisateur).prouves()
    }
    manquent = [
        exigence
        for exigence in fiche.exigences.all()
        if not any(c == exigence.competence_id and n >= exigence.niveau for c, n in tenus)
    ]
    return fiche, len(manquent)


def _nom(competence: Competence, rang: int, noms: dict[tuple[int, int], str]) -> str:
    return noms.get((competence.domaine.referentiel_id, rang)) or _("niveau %(rang)s") % {"rang": rang}


def _versions_qui_comblent(a_combler: list[Ecart]) -> dict[int, set[int]]:
    """Which competences each programme version teaches at the level asked."""
    atteint = Q(pk__in=[])
    for ecart in a_combler:
        atteint |= Q(competence=ecart.exigence.competence_id, niveau__gte=ecart.exigence.niveau)
    versions: dict[int, set[int]] = {}
    for version, competence in Objectif.objects.filter(atteint).values_list("version", "competence"):
        versions.setdefault(version, set()).add(competence)
    return versions


def _sessions_ouvertes(utilisateur: Utilisateur, versions: Iterable[int], le: datetime) -> Iterable[Session]:
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


def _eloignement(utilisateur: Utilisateur) -> Case:
    """0 in the person's département, 1 in their région or at a distance, 2 elsewhere."""
    territoire = utilisateur.territoire or (utilisateur.structure and utilisateur.structure.territoire)
    cas = []
    if territoire:
        departement = territoire.pk if territoire.genre == "departement" else territoire.departement_id
        region = territoire.pk if territoire.genre == "region" else territoire.region_id
        cas = [When(departement=departement, then=0)] if departement else []
        cas += [When(territoire=region, then=1)] if region else []
    cas.append(When(modalite=Session.Modalite.DISTANCE, then=1))
    return Case(*cas, default=Value(2), output_field=IntegerField())

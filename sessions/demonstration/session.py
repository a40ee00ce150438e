"""The demonstration's sessions: forty over eight régions, in every state, by the actions, around today."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import count, cycle
from random import Random

from django.db import transaction
from django.utils import timezone

from academie.autorisations.table import Role
from academie.models import Affectation, Structure, Utilisateur
from academie.regles import Refus, regle
from besoins.models import VersionProgramme
from sessions.actions.creneau import CreneauPrevu
from sessions.actions.inscription import annuler_inscription, inscrire
from sessions.actions.lieu import enregistrer_lieu
from sessions.actions.reinscription import reinscrire
from sessions.actions.report import reporter_session
from sessions.actions.session import Projet, planifier_session
from sessions.actions.tache import proposer_modeles
from sessions.actions.vie import annuler_session, ouvrir_session
from sessions.models import Inscription, Lieu, Session
from sessions.queries.creneau import creneaux_proposes
from sessions.queries.reinscription import sessions_de_remplacement

# First days, counted from today. Seats are few in the sessions meant to be full.
PASSEES = (-290, -262, -240, -215, -190, -168, -140, -118, -95, -77, -60, -45, -30, -15)
OUVERTES = (9, 12, 16, 19, 23, 26, 30, 33, 37, 41, 45, 52, 60, 75)
COMPLETES = (14, 21, 28, 35)
ANNULEES = (-52, 18, 48)
BROUILLONS = (55, 68, 90)
REPORTEE = 24
RUES = ("rue de la Gare", "place du Marché", "avenue Jean-Moulin", "rue des Écoles", "quai de l'Écluse")
MOTIFS = (
    "La salle est indisponible après un dégât des eaux.",
    "Trop peu de personnes inscrites : une autre date sera proposée.",
    "La formatrice est empêchée et n'a pas pu être remplacée.",
)
MODALITES = ("presentiel", "presentiel", "distance", "presentiel", "presentiel", "hybride", "presentiel")
DELAI = timedelta(days=50)  # between opening and the first day


@dataclass
class Scene:
    """Who and what is at hand, and which days are taken."""

    hasard: Random
    gestionnaire: Utilisateur
    formateurs: list[Utilisateur]
    animateurs: dict[int, list[Utilisateur]]  # by région
    lieux: dict[int, list[Lieu]]  # by région
    versions: Sequence[VersionProgramme]
    pris: dict[tuple, set[date]]
    modalites: Iterator[str]

    def libre(self, genre: str, candidats: list, jours: set[date]):
        """The first of `candidats` free on `jours`, now taken."""
        for candidat in candidats:
            if not self.pris[genre, candidat.pk] & jours:
                self.pris[genre, candidat.pk] |= jours
                return candidat
        raise RuntimeError(f"{genre}: nobody is free on {sorted(jours)}")


@transaction.atomic
def raconter_sessions() -> None:
    versions = list(VersionProgramme.objects.publiees().avec_minutes().select_related("programme").order_by("pk"))
    if not versions or Session.objects.exists():
        return
    scene = _planter(versions)
    proposer_modeles(par=scene.gestionnaire)
    regions = _tour_de_france(sorted(scene.lieux))
    programmes = cycle(versions)
    vedette = Utilisateur.objects.filter(email="animateur@demo.example").first()
    chez_elle = vedette.structure.territoire.region_id if vedette else None

    for rang, jour in enumerate(PASSEES):
        session = _ouvrir(scene, jour, next(regions), next(programmes), capacite=16)
        invitees = [vedette] if vedette and rang in (0, 5, 11) else []
        _remplir(scene, session, scene.hasard.randint(8, 14), d_abord=invitees)
    for rang in range(2):
        session = _en_cours(scene, chez_elle if chez_elle and rang == 0 else next(regions), next(programmes), rang)
        _remplir(scene, session, 12, d_abord=[vedette] if vedette and rang == 0 else [])
    for rang, jour in enumerate(OUVERTES):
        session = _ouvrir(scene, jour, next(regions), next(programmes), capacite=20)
        _remplir(scene, session, scene.hasard.randint(2, 15), d_abord=[vedette] if vedette and rang == 1 else [])
    for rang, jour in enumerate(COMPLETES):
        session = _ouvrir(scene, jour, next(regions), next(programmes), capacite=10)
        _remplir(scene, session, 15, ensuite=[vedette] if vedette and rang == 0 else [])
        _desister(session, timezone.now() - timedelta(hours=60 if rang == 2 else 0))
    for jour, motif in zip(ANNULEES, MOTIFS, strict=True):
        session = _ouvrir(scene, jour, next(regions), next(programmes), capacite=18)
        _remplir(scene, session, 4)
        _annuler(session, motif, scene.gestionnaire)
    session = _ouvrir(scene, REPORTEE, next(regions), next(programmes), capacite=14)
    _remplir(scene, session, 5)
    reporter_session(session=session, motif="La formatrice est souffrante.", par=scene.gestionnaire)
    for jour in BROUILLONS:
        _planifier(scene, jour, next(regions), next(programmes), capacite=20)


def _tour_de_france(regions: list[int]) -> Iterator[int]:
    """Every région in turn, beginning one further each time: as many programmes as régions still meet them all."""
    for tour in count():
        debut = tour % len(regions)
        yield from regions[debut:] + regions[:debut]


def _planter(versions) -> Scene:
    qui = defaultdict(list)
    affectations = Affectation.objects.du_jour().select_related("utilisateur", "structure__territoire")
    for affectation in affectations.order_by("utilisateur__pk"):
        qui[affectation.role].append(affectation)
    animateurs = defaultdict(list)
    for affectation in qui[Role.ANIMATEUR]:
        animateurs[affectation.structure.territoire.region_id].append(affectation.utilisateur)
    gestionnaire = qui[Role.GESTIONNAIRE][0].utilisateur
    hasard = Random(2013)
    return Scene(
        hasard=hasard,
        gestionnaire=gestionnaire,
        formateurs=[affectation.utilisateur for affectation in qui[Role.FORMATEUR]],
        animateurs=animateurs,
        lieux=_lieux(hasard, gestionnaire),
        versions=versions,
        pris=defaultdict(set),
        modalites=cycle(MODALITES),
    )


def _lieux(hasard, gestionnaire) -> dict[int, list[Lieu]]:
    """Two rooms in each région, in real communes."""
    lieux: dict = defaultdict(list)
    structures = Structure.objects.filter(genre=Structure.Genre.ESPACE, territoire__genre="commune")
    for structure in structures.select_related("territoire__region", "territoire__departement").order_by("pk"):
        commune = structure.territoire
        if len(lieux[commune.region_id]) < 2:
            lieu = Lieu(
                nom=structure.nom.partition(" – ")[0],
                adresse=f"{hasard.randint(1, 60)} {hasard.choice(RUES)}",
                commune=commune,
                acces="À cinq minutes à pied de la gare. Arceaux à vélos devant l'entrée.",
                accessibilite="Entrée de plain-pied, toilettes adaptées, boucle magnétique à l'accueil.",
                capacite=24,
            )
            lieux[commune.region_id].append(enregistrer_lieu(lieu=lieu, par=gestionnaire))
    return lieux


def _planifier(scene, dans: int, region: int, version, *, capacite: int) -> Session:
    premier = timezone.localdate() + timedelta(days=dans)
    proposes = creneaux_proposes(version.minutes_prevues, premier)
    return _ecrire(scene, proposes, region, version, capacite=capacite, place=dans)


def _ecrire(scene, proposes: list[dict], region: int, version, *, capacite: int, place: int) -> Session:
    jours = {propose["jour"] for propose in proposes}
    decalage = place % len(scene.formateurs)
    formateur = scene.libre("formateur", scene.formateurs[decalage:] + scene.formateurs[:decalage], jours)
    lieu = scene.libre("lieu", scene.lieux[region], jours)
    modalite = next(scene.modalites)
    premier = min(jours)
    return planifier_session(
        version=version,
        projet=Projet(
            modalite=modalite,
            lieu=lieu if modalite != Session.Modalite.DISTANCE else None,
            lien_distance="https://visio.example/academie" if modalite != Session.Modalite.PRESENTIEL else "",
            territoire=lieu.commune.region,
            capacite=capacite,
            minimum=6,
            cloture_inscriptions=premier - timedelta(days=regle("session.cloture_inscriptions")),
            creneaux=[
                CreneauPrevu(
                    debut=_moment(propose["jour"], propose["debut"]),
                    fin=_moment(propose["jour"], propose["fin"]),
                    formateurs=(formateur,),
                )
                for propose in proposes
            ],
        ),
        par=scene.gestionnaire,
        le=_moment(premier, time(9)) - DELAI - timedelta(days=5),
    )


def _ouvrir(scene, dans: int, region: int, version, *, capacite: int) -> Session:
    session = _planifier(scene, dans, region, version, capacite=capacite)
    return ouvrir_session(session=session, par=scene.gestionnaire, le=session.debut - DELAI)


def _en_cours(scene, region: int, version, rang: int) -> Session:
    """Yesterday and today, whatever the day of the week: attendance can be signed at once."""
    hier = timezone.localdate() - timedelta(days=1)
    proposes = creneaux_proposes(2 * 2 * 195, date(2026, 1, 5))  # a Monday and a Tuesday
    jours = {date(2026, 1, 5): hier, date(2026, 1, 6): hier + timedelta(days=1)}
    proposes = [propose | {"jour": jours[propose["jour"]]} for propose in proposes]
    session = _ecrire(scene, proposes, region, version, capacite=14, place=2 if rang else 4)
    return ouvrir_session(session=session, par=scene.gestionnaire, le=session.debut - DELAI)


def _remplir(scene, session, nombre: int, *, d_abord=(), ensuite=()) -> None:
    """`nombre` people enrol, one after the other, between the opening and the closing day (or now).

    Whoever a rule keeps out (a seat in another session of the programme, the same hours) leaves the place to the next.
    """
    voisines = scene.hasard.sample(
        scene.animateurs[session.territoire_id], len(scene.animateurs[session.territoire_id])
    )
    depart = session.ouverte_le
    arrivee = min(_moment(session.cloture_inscriptions, time(9)), timezone.now())
    pas = (arrivee - depart) / (nombre + len(ensuite) + 1)
    rang = 1
    for personne in dict.fromkeys([*d_abord, *(p for p in voisines if p not in ensuite)]):
        if rang > nombre:
            break
        rang += _inscrire(session, personne, depart + pas * rang)
    for personne in ensuite:
        rang += _inscrire(session, personne, depart + pas * rang)


def _inscrire(session, personne, le: datetime) -> bool:
    try:
        inscrire(session=session, utilisateur=personne, par=personne, le=le)
    except Refus:
        return False
    return True


def _desister(session, le: datetime) -> None:
    """Somebody gives her seat back: the first who waits gets it."""
    inscription = Inscription.objects.confirmees().filter(session=session).order_by("ordre")[2]
    annuler_inscription(
        inscription=inscription,
        par=inscription.utilisateur,
        motif="Un empêchement de dernière minute",
        le=le,
    )


def _annuler(session, motif: str, par) -> None:
    """Those who enrolled are offered the nearest session of the programme; the first of them takes it."""
    le = _avant(session, 6)
    suivantes = sessions_de_remplacement(session, timezone.now())
    session = annuler_session(
        session=session, motif=motif, par=par, remplacante=suivantes[0] if suivantes else None, le=le
    )
    premiere = session.inscriptions.actives().order_by("ordre").first()
    if premiere and suivantes:
        premiere.session = session
        reinscrire(inscription=premiere, prerequis_confirmes=True)


def _avant(session, jours: int) -> datetime:
    return min(session.debut - timedelta(days=jours), timezone.now())


def _moment(jour: date, heure: time) -> datetime:
    return timezone.make_aware(datetime.combine(jour, heure))

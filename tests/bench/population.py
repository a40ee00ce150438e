"""The data that `make bench` measures on: it grows by batches, each complete, from rows that the product's actions made.

Every session is to come, full and waited for: the worst case of each list. A room and a trainer are never taken twice, counters
and histories are those that the actions would leave, and each half-day is in the feeds.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from uuid import uuid4

from allauth.account.models import EmailAddress
from django.db import connection, transaction
from django.utils import timezone

from academie.actions.regle import changer_regle
from academie.models import Structure, Territoire, Theme, Utilisateur
from academie.recherche import mots
from besoins.models import Module, Programme, VersionProgramme
from sessions.actions.inscription import inscrire
from sessions.agendas.filtre import DONNEES, PUBLIC
from sessions.models import (
    Creneau,
    Inscription,
    Intervention,
    Lieu,
    MouvementInscription,
    MouvementSession,
    Occupation,
    Session,
)
from tests.bench.flux_semes import DemiJournee, semer_les_evenements, tout_a_change
from tests.bench.semis import semer
from tests.distribution import Distribution
from tests.sessions.fabriques import animateurs, journee, moment, relire, session_ouverte

PROGRAMMES, SESSIONS, PERSONNES, STRUCTURES = 2_000, 20_000, 50_000, 500
CADENCE = 1_000_000
CAPACITE, INSCRITES, DEMI_JOURNEES = 8, 10, 3
REGIONS = ("11", "24", "27", "28", "32", "44", "52", "75", "84", "93", "94", "99")
DEPARTEMENTS, LIEUX, THEMES, TOURS = 96, 288, 20, 70
HEURES = (("09:00", "12:15", 0), ("13:45", "17:00", 0), ("09:00", "12:15", 1))
USAGES = (
    "bureautique",
    "démarches",
    "réseaux",
    "images",
    "téléphone",
    "courriel",
    "sécurité",
    "emploi",
    "culture",
    "santé",
)


@dataclass
class Decor:
    """What does not grow: the map, the rooms, the trainers; and the rows that all others are copies of."""

    lieux: list[Lieu]
    formateurs: list[Utilisateur]
    themes: list[Theme]
    session: Session
    personne: Utilisateur

    def gabarits(self, modele, chemin: str = "session") -> list:
        return list(modele.objects.filter(**{chemin: self.session}).order_by("pk"))


def planter(d: Distribution) -> Decor:
    """The map, and one session made by the actions: eight seats taken, two people who wait."""
    decider(d.administrateur, "diffusion.cadence", CADENCE)  # one client asks for everything
    lieux = _lieux()
    themes = Theme.objects.bulk_create(Theme(slug=f"t{rang}", nom=f"Thème {rang}") for rang in range(THEMES))
    jour = timezone.localdate() + timedelta(days=20)
    creneaux = [*journee(jour, d.formateur), *journee(jour + timedelta(days=1), d.formateur)[:1]]
    session = session_ouverte(d, dans=20, capacite=CAPACITE, creneaux=creneaux, lieu=lieux[0])
    for personne in animateurs(INSCRITES, d.structure):
        inscrire(session=session, utilisateur=personne, par=personne)
    return Decor(lieux, animateurs(LIEUX, d.structure), themes, relire(session), personne)


def decider(par: Utilisateur, cle: str, valeur: int) -> None:
    """Yesterday, of a rule of today."""
    hier = timezone.now() - timedelta(days=1)
    changer_regle(cle=cle, valeur=valeur, depuis=timezone.localdate(), motif="Banc d'essai", par=par, le=hier)


def grandir(decor: Decor, avant: float, apres: float) -> None:
    """From the share `avant` of all the data to the share `apres`."""

    def lot(combien: int) -> range:
        return range(round(combien * avant), round(combien * apres))

    with transaction.atomic():
        versions = _programmes(decor, lot(PROGRAMMES))
        structures = _structures(decor, lot(STRUCTURES))
        employeurs = [structures + n * len(lot(STRUCTURES)) // len(lot(PERSONNES)) for n in range(len(lot(PERSONNES)))]
        personnes = _personnes(decor, lot(PERSONNES), employeurs)
        sessions = _sessions(decor, lot(SESSIONS), versions)
        _inscriptions(decor, len(lot(SESSIONS)), sessions, personnes, employeurs)
        tout_a_change(cles_des_flux())
    with connection.cursor() as curseur:
        curseur.execute("analyze")


def cles_des_flux() -> list[str]:
    cles = [PUBLIC, DONNEES, *(f"{t.genre}/{t.code}" for t in Territoire.objects.exclude(genre="commune"))]
    cles += [f"theme/{slug}" for slug in Theme.objects.values_list("slug", flat=True)]
    cles += [f"programme/{slug}" for slug in Programme.objects.values_list("slug", flat=True)]
    return cles + [f"session/{pk}" for pk in Session.objects.values_list("pk", flat=True)]


def _lieux() -> list[Lieu]:
    def territoires(genre: str, nom: str, codes: Sequence[str], parents: list[dict]) -> list[Territoire]:
        return Territoire.objects.bulk_create(
            Territoire(genre=genre, code=code, nom=f"{nom} {code}", recherche=f"{nom.lower()} {code}", **parent)
            for code, parent in zip(codes, parents, strict=True)
        )

    regions = territoires("region", "Région", REGIONS, [{}] * len(REGIONS))
    dessus = [{"region": regions[rang % len(REGIONS)]} for rang in range(DEPARTEMENTS)]
    departements = territoires("departement", "Département", [f"d{n}" for n in range(DEPARTEMENTS)], dessus)
    dessus = [
        {**dessus[rang % DEPARTEMENTS], "departement": departements[rang % DEPARTEMENTS]} for rang in range(LIEUX)
    ]
    epcis = territoires("epci", "Agglomération", [f"200000{n:03}" for n in range(LIEUX)], dessus)
    dessus = [{**d, "epci": e} for d, e in zip(dessus, epcis, strict=True)]
    communes = territoires("commune", "Commune", [f"99{n:03}" for n in range(LIEUX)], dessus)
    return Lieu.objects.bulk_create(
        Lieu(nom=f"Maison {rang}", adresse="3 rue du Port", commune=commune) for rang, commune in enumerate(communes)
    )


def _programmes(decor: Decor, rangs: range) -> int:
    """Programmes, their published versions, one to six modules each; the key of the first version."""
    titres = [f"Accompagner : {USAGES[rang % len(USAGES)]}, {rang}" for rang in rangs]
    version = decor.session.version
    premier = semer(
        version.programme,
        ("slug", "titre", "theme_id", "recherche"),
        (
            (f"p{rang}", titre, decor.themes[rang % THEMES].pk, f"accompagner {rang:05}")
            for rang, titre in zip(rangs, titres, strict=True)
        ),
    )
    version.presentation = "Accompagner sans faire à la place, dire où l'on s'arrête, orienter vers qui saura. " * 3
    niveaux, publics = list(VersionProgramme.NiveauUsage.values), list(VersionProgramme.Public.values)
    versions = semer(
        version,
        ("programme_id", "niveau", "publics_accompagnes", "recherche", "publiee_le"),
        (
            (
                premier + rang - rangs.start,
                niveaux[rang % 3],
                sorted({publics[rang % 7], publics[rang % 5]}),
                mots(f"{titre} {decor.themes[rang % THEMES].nom}"),
                version.publiee_le + timedelta(minutes=rang),
            )
            for rang, titre in zip(rangs, titres, strict=True)
        ),
    )
    semer(
        Module.objects.filter(version=version).earliest("pk"),
        ("version_id", "ordre", "titre"),
        (
            (versions + rang - rangs.start, ordre, f"Module {ordre}")
            for rang in rangs
            for ordre in range(1, 2 + rang % 6)
        ),
    )
    return versions


def _structures(decor: Decor, rangs: range) -> int:
    return semer(
        Structure.objects.order_by("pk")[0],
        ("nom", "territoire_id", "email", "recherche"),
        (
            (
                f"Médiathèque {rang}",
                decor.lieux[rang % LIEUX].commune_id,
                f"s{rang}@bench.example",
                f"mediatheque {rang}",
            )
            for rang in rangs
        ),
    )


def _personnes(decor: Decor, rangs: range, employeurs: list[int]) -> int:
    personnes = semer(
        decor.personne,
        ("email", "prenom", "nom", "recherche"),
        (
            (
                f"b{rang}@bench.example",
                f"Camille{rang % 300}",
                f"Durand{rang:05}",
                f"camille{rang % 300} durand{rang:05} b{rang} bench example",
            )
            for rang in rangs
        ),
    )
    adresse = EmailAddress.objects.order_by("pk")[0]
    adresse.verified = adresse.primary = True
    semer(adresse, ("user_id", "email"), ((personnes + n, f"b{rang}@bench.example") for n, rang in enumerate(rangs)))
    emploi = decor.personne.affectations.get()
    semer(
        emploi,
        ("utilisateur_id", "structure_id"),
        ((personnes + n, structure) for n, structure in enumerate(employeurs)),
    )
    return personnes


@lru_cache(5_000)
def _moment(jour: date, heure: str):
    return moment(jour, heure)


@lru_cache(8)
def heures(rang: int) -> list[tuple]:
    """When the half-days of this session are. Those of one room are at least eight days apart."""
    tour, lieu = divmod(rang, LIEUX)
    jour = timezone.localdate() + timedelta(days=30 + tour * 37 % TOURS * 8 + lieu % 7)
    return [
        (_moment(jour + timedelta(days=n), debut), _moment(jour + timedelta(days=n), fin)) for debut, fin, n in HEURES
    ]


def _cloture(plages: list[tuple]) -> date:
    return timezone.localdate(plages[0][0]) - timedelta(days=7)


def _sessions(decor: Decor, rangs: range, versions: int) -> int:
    programmes_par_session = PROGRAMMES / SESSIONS

    def ligne(n: int, rang: int) -> tuple:
        lieu, plages = decor.lieux[rang % LIEUX], heures(rang)
        commune = lieu.commune
        version = versions + int(n * programmes_par_session)
        debut = plages[0][0]
        return (
            uuid4(),
            version,
            lieu.pk,
            commune.region_id,
            commune.departement_id,
            debut,
            plages[-1][1],
            _cloture(plages),
        )

    colonnes = (
        "cle",
        "version_id",
        "lieu_id",
        "territoire_id",
        "departement_id",
        "debut",
        "fin",
        "cloture_inscriptions",
    )
    sessions = semer(decor.session, colonnes, (ligne(n, rang) for n, rang in enumerate(rangs)))
    for mouvement in decor.gabarits(MouvementSession):
        semer(mouvement, ("session_id",), ((sessions + n,) for n in range(len(rangs))))
    _creneaux(decor, rangs, sessions)
    return sessions


def _creneaux(decor: Decor, rangs: range, sessions: int) -> None:
    gabarit = decor.gabarits(Creneau)[0]
    plages = [(n, rang, plage) for n, rang in enumerate(rangs) for plage in heures(rang)]
    uids = [uuid4() for _plage in plages]
    creneaux = semer(
        gabarit,
        ("session_id", "debut", "fin", "uid"),
        ((sessions + n, debut, fin, uid) for (n, _rang, (debut, fin)), uid in zip(plages, uids, strict=True)),
    )
    programmes = Session.objects.filter(pk__gte=sessions).values_list("pk", "version__programme")
    objets = Programme.objects.select_related("theme").in_bulk()
    sujets = {session: objets[programme] for session, programme in programmes}
    semer_les_evenements(
        decor.session,
        (
            DemiJournee(
                sessions + n,
                sujets[sessions + n],
                decor.lieux[rang % LIEUX],
                uid,
                plage[0],
                plage[1],
                _cloture(heures(rang)),
                place % DEMI_JOURNEES,
            )
            for place, ((n, rang, plage), uid) in enumerate(zip(plages, uids, strict=True))
        ),
    )
    formateurs = [decor.formateurs[rang % LIEUX].pk for _n, rang, _plage in plages]
    intervention = decor.gabarits(Intervention, "creneau__session")[0]
    semer(intervention, ("creneau_id", "formateur_id"), ((creneaux + n, f) for n, f in enumerate(formateurs)))
    prises = [(creneaux + n, debut, fin) for n, (_n, _rang, (debut, fin)) in enumerate(plages)]
    occupation = decor.gabarits(Occupation, "creneau__session")[0]
    occupation.formateur_id = occupation.lieu_id = None
    colonnes = ("creneau_id", "debut", "fin")
    semer(occupation, (*colonnes, "formateur_id"), ((*prise, f) for prise, f in zip(prises, formateurs, strict=True)))
    lieux = (decor.lieux[rang % LIEUX].pk for _n, rang, _plage in plages)
    semer(occupation, (*colonnes, "lieu_id"), ((*prise, lieu) for prise, lieu in zip(prises, lieux, strict=True)))


def _inscriptions(decor: Decor, combien: int, sessions: int, personnes: int, employeurs: list[int]) -> None:
    """Ten people for each session, in turn: four enrolments for each person."""
    places = decor.gabarits(Inscription)
    for gabarit, ordres in ((places[0], range(1, CAPACITE + 1)), (places[-1], range(CAPACITE + 1, INSCRITES + 1))):
        qui = [(n, ordre, (n * INSCRITES + ordre) % len(employeurs)) for n in range(combien) for ordre in ordres]
        premiere = semer(
            gabarit,
            ("session_id", "utilisateur_id", "structure_id", "ordre"),
            ((sessions + n, personnes + p, employeurs[p], ordre) for n, ordre, p in qui),
        )
        mouvement = MouvementInscription.objects.get(inscription=gabarit)
        semer(mouvement, ("inscription_id",), ((premiere + n,) for n in range(len(qui))))

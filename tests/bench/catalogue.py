"""A catalogue of two thousand programmes and twenty thousand coming sessions: what differs hangs on the rank alone."""

from datetime import timedelta
from uuid import uuid4

from django.db import connection

from academie.models import Territoire, Theme
from academie.recherche import mots
from besoins.models import Module, Programme, VersionProgramme
from sessions.models import Agenda, Session

PROGRAMMES = 2_000
SESSIONS = 20_000
REGIONS, DEPARTEMENTS, THEMES, JOURS = 18, 100, 20, 300
USAGES = [
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
]
DEMANDES = {
    "catalogue": "",
    "catalogue, one facet": "?niveau=avance",
    "catalogue, facets of programmes and of sessions": "?niveau=avance&duree=jour&region=r3&region=r4&tenue=presentiel",
    "catalogue, words": "?q=accompagner+la+sécurité",
    "catalogue, next session first": "?tri=session&region=r3",
    "catalogue, page 40": "?page=40",
}


def remplir_le_catalogue(session: Session) -> None:
    """Copies of one open session and of its published version."""
    themes = Theme.objects.bulk_create(Theme(slug=f"t{rang}", nom=f"Thème {rang}") for rang in range(THEMES))
    programmes = Programme.objects.bulk_create(_programme(rang, themes[rang % THEMES]) for rang in range(PROGRAMMES))
    modele = VersionProgramme.objects.get(pk=session.version_id)
    versions = VersionProgramme.objects.bulk_create(
        _version(modele, rang, programme) for rang, programme in enumerate(programmes)
    )
    Module.objects.bulk_create(
        Module(version=version, ordre=ordre, titre=f"Module {ordre}", minutes=180, modalite="presentiel")
        for rang, version in enumerate(versions)
        for ordre in range(1 + rang % 6)
    )
    departements = _territoires()
    Session.objects.bulk_create(
        _session(session, rang, versions[rang * 7 % PROGRAMMES], departements[rang * 31 % DEPARTEMENTS])
        for rang in range(SESSIONS)
    )
    # Written without the actions, so without the feed by which they tell that sessions changed.
    Agenda.objects.update_or_create(cle="public", defaults={"etag": "catalogue"})
    with connection.cursor() as curseur:
        curseur.execute("analyze")


def _programme(rang: int, theme: Theme) -> Programme:
    titre = f"Accompagner : {USAGES[rang % len(USAGES)]}, {rang}"
    return Programme(slug=f"p{rang}", titre=titre, theme=theme, recherche=f"accompagner {rang:05}")


def _version(modele: VersionProgramme, rang: int, programme: Programme) -> VersionProgramme:
    return VersionProgramme(
        programme=programme,
        numero=1,
        etat=modele.etat,
        niveau=list(VersionProgramme.NiveauUsage)[rang % 3],
        presentation="Accompagner sans faire à la place, dire où l'on s'arrête, orienter vers qui saura. " * 3,
        publics_accompagnes=[list(VersionProgramme.Public)[rang % 7], list(VersionProgramme.Public)[rang % 5]],
        recherche=mots(f"{programme.titre} {programme.theme}"),
        redige_par=modele.redige_par,
        cree_le=modele.cree_le,
        relu_par=modele.relu_par,
        relu_le=modele.relu_le,
        publiee_par=modele.publiee_par,
        publiee_le=modele.publiee_le + timedelta(minutes=rang),
    )


def _territoires() -> list[Territoire]:
    regions = Territoire.objects.bulk_create(
        Territoire(genre="region", code=f"r{rang}", nom=f"Région {rang}") for rang in range(REGIONS)
    )
    return Territoire.objects.bulk_create(
        Territoire(genre="departement", code=f"d{rang}", nom=f"Département {rang}", region=regions[rang % REGIONS])
        for rang in range(DEPARTEMENTS)
    )


def _session(modele: Session, rang: int, version: VersionProgramme, departement: Territoire) -> Session:
    decalage = timedelta(days=rang % JOURS, minutes=rang % 97)
    return Session(
        cle=uuid4(),
        version=version,
        modalite=modele.modalite,
        lieu=modele.lieu,
        territoire=departement.region,
        departement=departement,
        capacite=20,
        minimum=1,
        cloture_inscriptions=modele.cloture_inscriptions,
        etat=modele.etat,
        debut=modele.debut + decalage,
        fin=modele.fin + decalage,
        ouverte_le=modele.ouverte_le,
    )

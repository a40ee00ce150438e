"""Pages that people read, beside 25 rows of the same tables rendered by Django alone."""

from dataclasses import dataclass
from urllib.parse import quote

from django.urls import reverse

from academie.models import Territoire
from sessions.models import Session
from tests.bench.mesure import comparer
from tests.bench.rapport import Mesure
from tests.bench.sujets import Terrain, sujet

LIGNES, PROGRAMMES, DONNEES = "/plancher/lignes/", "/plancher/programmes/", "/plancher/donnees/"


@dataclass(frozen=True)
class Page:
    sujet: str
    nom: str
    route: str
    demande: str = ""
    role: str = ""
    plancher: str = LIGNES
    but: float = 0.5

    @property
    def fond(self) -> str:
        return "200 rows of values, json" if self.plancher == DONNEES else "25 rows"

    def adresse(self) -> str:
        region = Territoire.objects.get(genre="region", code="28").pk
        arguments = [session_du_milieu().pk] if self.route in D_UNE_SESSION else []
        return reverse(self.route, args=arguments) + quote(self.demande.format(region=region), safe="?&=+")


D_UNE_SESSION = ("sessions:session_detail", "sessions:session_inscriptions")
PAGES = [
    Page("accueil", "home, visitor", "accueil"),
    Page("accueil", "home, animateur", "accueil", role="animateur"),
    Page("accueil", "home, gestionnaire", "accueil", role="gestionnaire"),
    Page("catalogue", "catalogue", "besoins:catalogue_list", plancher=PROGRAMMES),
    Page("catalogue", "catalogue, one facet", "besoins:catalogue_list", "?niveau=avance", plancher=PROGRAMMES),
    Page(
        "catalogue",
        "catalogue, facets of programmes and of sessions",
        "besoins:catalogue_list",
        "?niveau=avance&duree=jour&region=28&region=32&tenue=presentiel",
        plancher=PROGRAMMES,
    ),
    Page(
        "catalogue",
        "catalogue, next session first",
        "besoins:catalogue_list",
        "?tri=session&region=28",
        plancher=PROGRAMMES,
    ),
    Page("catalogue", "catalogue, last page", "besoins:catalogue_list", "?page=last", plancher=PROGRAMMES),
    Page("liste", "sessions, first page", "sessions:session_list"),
    Page("liste", "sessions, last page", "sessions:session_list", "?page=last"),
    Page("liste", "sessions of a région, on site", "sessions:session_list", "?region={region}&modalite=presentiel"),
    Page("liste", "cockpits", "sessions:session_pilotage", role="gestionnaire"),
    Page("liste", "enrolments", "sessions:inscription_list", role="gestionnaire"),
    Page("session", "one session", "sessions:session_detail"),
    Page("session", "people of a session", "sessions:session_inscriptions", role="gestionnaire"),
    Page(
        "recherche",
        "search of programmes by words",
        "besoins:catalogue_list",
        "?q=accompagner+la+sécurité",
        plancher=PROGRAMMES,
    ),
    Page(
        "recherche",
        "search of people by name",
        "utilisateur_list",
        "?q=durand00",
        "administrateur",
        "/plancher/personnes/",
    ),
    Page("recherche", "search of structures", "structure_list", "?q=mediatheque", role="gestionnaire"),
    Page("donnees", "open data, 200 sessions", "sessions:donnees_sessions", "?par_page=200", plancher=DONNEES),
    Page("donnees", "open data, 200 programmes", "besoins:donnees_programmes", "?par_page=200", plancher=DONNEES),
]


def session_du_milieu() -> Session:
    return Session.objects.order_by("pk")[Session.objects.count() // 2]


def mesurer(terrain: Terrain, nom: str):
    for page in PAGES:
        if page.sujet == nom:
            lire = terrain.lire(page.adresse(), role=page.role)
            taille = lire().taille
            durees = comparer(terrain.lire(page.plancher), lire, terrain.secondes)
            yield Mesure(
                page.sujet,
                f"{page.nom} / {page.fond}",
                page.but,
                durees.produit,
                durees.plancher,
                durees.allure,
                taille,
            )


for _nom in dict.fromkeys(page.sujet for page in PAGES):
    sujet(_nom)(lambda terrain, nom=_nom: mesurer(terrain, nom))

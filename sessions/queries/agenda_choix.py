"""A feed as somebody composes it: what may be chosen, what is, and what the address asks in vain."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Q
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from academie.models import Territoire, Theme
from academie.models.territoire import normaliser
from academie.recherche import chercher
from academie.regles import regle
from besoins.models import Programme, VersionProgramme
from sessions.agendas.filtre import AXES, DISTANCE, Filtre
from sessions.models import EvenementPublie, Session

# More than these are looked for by their words.
PROGRAMMES_A_COCHER = 12
PROGRAMMES_TROUVES = 20
CODE = re.compile(r"[-\w]{1,80}", re.ASCII)
GENRES = Territoire.Genre
Noms = Mapping[tuple[str, str], str]


@dataclass(frozen=True, slots=True)
class Case:
    """A box to tick: the axis and the code are its name and value in the address."""

    nom: str
    valeur: str
    libelle: str
    cochee: bool

    @property
    def id(self) -> str:
        return f"{self.nom}-{self.valeur}"


@dataclass(frozen=True)
class Etiquette:
    libelle: str
    url_retrait: str


@dataclass(frozen=True)
class Composition:
    """A choice understood. `noms` tells each value that exists; `inconnues` are those that do not, or do no more."""

    filtre: Filtre
    noms: Noms
    inconnues: tuple[str, ...]
    laissees: int
    programmes_a_chercher: bool
    rien_trouve: bool

    def regions(self) -> list[Case]:
        return self._cases("region")

    def lieux(self) -> list[Case]:
        return self._cases("departement") + self._cases("epci")

    def themes(self) -> list[Case]:
        return self._cases("theme")

    def programmes(self) -> list[Case]:
        return self._cases("programme")

    def profils(self) -> list[Case]:
        return self._cases("profil")

    def distances(self) -> list[Case]:
        return self._cases(DISTANCE)

    def _cases(self, genre: str) -> list[Case]:
        choisies = set(self.filtre.parametres)
        return [Case(*cle, nom, cle in choisies) for cle, nom in self.noms.items() if cle[0] == genre]

    @property
    def adresse(self) -> str:
        return page_de(self.filtre.parametres)

    def etiquettes(self) -> list[Etiquette]:
        """Each value in force and the page without it."""
        parametres = self.filtre.parametres
        return [
            Etiquette(self.noms[choisi], page_de([autre for autre in parametres if autre != choisi]))
            for choisi in parametres
        ]

    def plus_larges(self) -> list[tuple[str, Filtre]]:
        """The same without one of its axes, and how that reads."""
        axes = [nom for nom in (*AXES, DISTANCE) if any(choisi[0] == nom for choisi in self.filtre.parametres)]
        return [(self._sans(axe), filtre_de(p for p in self.filtre.parametres if p[0] != axe)) for axe in axes]

    def _sans(self, axe: str) -> str:
        noms = [self.noms[choisi] for choisi in self.filtre.parametres if choisi[0] == axe]
        return _("Sans « %(choix)s »") % {"choix": " », « ".join(noms)}


def page_de(parametres: Iterable[tuple[str, str]]) -> str:
    """The page where this choice is made."""
    requete = urlencode(list(parametres))
    return reverse("sessions:agenda_list") + (f"?{requete}" if requete else "")


def filtre_de(parametres: Iterable[tuple[str, str]]) -> Filtre:
    axes: dict[str, tuple[str, ...]] = {}
    distance = False
    for nom, code in parametres:
        if nom == DISTANCE:
            distance = True
        else:
            axes[AXES[nom]] = (*axes.get(AXES[nom], ()), code)
    return Filtre(**axes, distance=distance)


def filtre_de_recherche(criteres: Mapping) -> Filtre | None:
    """The feed of a search among sessions; None when it asks what no feed can: dates, seats, a commune…"""
    demandes = {nom: valeur for nom, valeur in criteres.items() if valeur}
    parametres = []
    for nom in ("region", "territoire"):
        if territoire := demandes.pop(nom, None):
            parametres.append((territoire.genre, territoire.code))
    if theme := demandes.pop("theme", None):
        parametres.append(("theme", theme.slug))
    if demandes.get("modalite") == Session.Modalite.DISTANCE:
        del demandes["modalite"]
        parametres.append((DISTANCE, "1"))
    axes = [nom for nom, _code in parametres]
    # Two values of one axis would add up, where a search narrows.
    dicibles = set(axes) <= {*AXES, DISTANCE} and len(axes) == len(set(axes))
    return filtre_de(parametres) if dicibles and not demandes else None


def composer(demandes: Mapping[str, Iterable[str]], mots: str = "") -> Composition:
    """Five queries at most, however much is asked: what exists is kept, the rest is told."""
    demandees = list(dict.fromkeys((nom, code) for nom, codes in demandes.items() for code in codes if code))
    retenues = demandees[: regle("agenda.valeurs")]
    possibles = [(nom, code) for nom, code in retenues if CODE.fullmatch(code)]
    a_cocher = list(Programme.objects.filter(_publie()).values_list("slug", "titre")[: PROGRAMMES_A_COCHER + 1])
    beaucoup = len(a_cocher) > PROGRAMMES_A_COCHER
    trouves = _programmes_trouves(mots) if beaucoup else []
    noms = {
        **_territoires(possibles),
        **_themes(),
        **_programmes(possibles, trouves if beaucoup else a_cocher),
        **{("profil", str(valeur)): capfirst(libelle) for valeur, libelle in EvenementPublie.Profil.choices},
        (DISTANCE, "1"): _("Seulement à distance"),
    }
    return Composition(
        filtre=filtre_de(cle for cle in possibles if cle in noms),
        noms=noms,
        inconnues=tuple(code.replace("\0", "")[:40] for nom, code in retenues if (nom, code) not in noms),
        laissees=len(demandees) - len(retenues),
        programmes_a_chercher=beaucoup,
        rien_trouve=bool(beaucoup and mots and not trouves),
    )


def _codes(possibles: list[tuple[str, str]], genre: str) -> list[str]:
    return [code for nom, code in possibles if nom == genre]


def _territoires(possibles: list[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """All the régions; the départements and EPCI that were named."""
    voulus = Q(genre=GENRES.REGION)
    for genre in (GENRES.DEPARTEMENT, GENRES.EPCI):
        voulus |= Q(genre=genre, code__in=_codes(possibles, genre))
    territoires = Territoire.objects.filter(voulus).order_by("recherche", "pk")
    return {(genre, code): nom for genre, code, nom in territoires.values_list("genre", "code", "nom")}


def _themes() -> dict[tuple[str, str], str]:
    themes = sorted(Theme.objects.values_list("slug", "nom"), key=lambda theme: normaliser(theme[1]))
    return {("theme", slug): nom for slug, nom in themes}


def _programmes(possibles, proposes) -> dict[tuple[str, str], str]:
    """Those to tick, after those already chosen that are not among them."""
    manquants = set(_codes(possibles, "programme")) - {slug for slug, _titre in proposes}
    parus = VersionProgramme.objects.filter(publiee_le__isnull=False, programme__slug__in=manquants)
    choisis = parus.order_by("programme__recherche").values_list("programme__slug", "programme__titre").distinct()
    return {("programme", slug): titre for slug, titre in [*(choisis if manquants else ()), *proposes]}


def _programmes_trouves(mots: str) -> list[tuple[str, str]]:
    if not mots:
        return []
    trouvees = chercher(VersionProgramme.objects.publiees(), mots)
    programmes = Programme.objects.filter(pk__in=trouvees.order_by().values("programme"))
    return list(programmes.values_list("slug", "titre")[:PROGRAMMES_TROUVES])


def _publie() -> Q:
    return Q(pk__in=VersionProgramme.objects.publiees().order_by().values("programme"))

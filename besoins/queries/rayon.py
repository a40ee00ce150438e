"""The shelves of the catalogue: what is published, ready to be narrowed by facets.

Kept in memory by each process, as long as cheap queries say that nothing changed: versions are frozen once published.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.db import connection
from django.db.models import Q, Sum
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from academie import francais
from academie.branchements.catalogue import SOURCES, Facette, Faits, Source
from academie.models.territoire import normaliser
from academie.regles import regle
from besoins.models import Module, VersionProgramme

if TYPE_CHECKING:
    from besoins.facettes import Table

NIVEAUX = {str(valeur): str(libelle).capitalize() for valeur, libelle in VersionProgramme.NiveauUsage.choices}
DUREES = {
    "demi": gettext_lazy("Une demi-journée"),
    "jour": gettext_lazy("Une journée"),
    "deux": gettext_lazy("Deux jours"),
    "plus": gettext_lazy("Plus de deux jours"),
}
MODALITES = {
    "presence": gettext_lazy("En présence"),
    "mixte": gettext_lazy("En partie à distance"),
    "distance": gettext_lazy("À distance"),
}


MARQUE = """
select cast(count(*) as text), cast(sum(id) as text), cast(max(publiee_le) as text)
from besoins_versionprogramme where etat = 'publiee'
union all select slug, nom, '' from academie_theme
union all select nom, fonds, 'financement' from besoins_financement
"""


@dataclass(frozen=True, slots=True)
class Ligne:
    """A programme in the catalogue's list: told once, so that the template only prints."""

    programme: int
    titre: str
    url: str
    theme: str
    niveau: str
    duree: str
    modalite: str
    presentation: str
    cofinance: bool


@dataclass(frozen=True)
class Rayons:
    """Programmes by title, and their facts. The rank of a programme in `lignes` is its number in the tables."""

    lignes: Sequence[Ligne]
    faits: Sequence[Faits]
    publiees_le: Sequence[float]

    @cached_property
    def rangs(self) -> dict[int, int]:
        return {ligne.programme: rang for rang, ligne in enumerate(self.lignes)}

    @cached_property
    def facettes(self) -> list[Facette]:
        return [facette for faits in self.faits for facette in faits.facettes]

    @cached_property
    def tables(self) -> list["Table"]:
        from besoins.facettes import Table  # numpy weighs on the start of every process: it waits for the first visitor

        return [
            Table(
                len(self.lignes),
                [self.rangs.get(programme, -1) for programme in faits.programmes],
                {facette.nom: list(facette.choix) for facette in faits.facettes},
                faits.colonnes,
            )
            for faits in self.faits
        ]


class Memoire:
    """The last thing read, as long as its mark holds. Shared by the threads of a process."""

    def __init__(self) -> None:
        self.derniere: tuple[object, Any] = (None, None)

    def lire(self, marque: object, lire: Callable[[], Any], *, perimee: bool = False) -> Any:
        """The mark is read before the thing: what changes in between is read again the next time."""
        ancienne, valeur = self.derniere
        if perimee or marque is None or marque != ancienne:
            valeur = lire()
            self.derniere = (marque, valeur)
        return valeur


_publies, _rayons = Memoire(), Memoire()
_contribues: dict[int, Memoire] = {}


def rayons() -> Rayons:
    """The catalogue as it is now."""
    publies = _publies.lire(_marque(), _lire)
    contribues = [_lire_source(rang, source) for rang, source in enumerate(SOURCES)]
    # The same objects, which the memories keep alive: nothing was read again.
    marque = tuple(id(objet) for objet in (publies, *contribues))
    lignes, faits, publiees_le = publies
    return _rayons.lire(marque, lambda: Rayons(lignes, [*faits, *contribues], publiees_le))


def _lire_source(rang: int, source: Source) -> Faits:
    memoire = _contribues.setdefault(rang, Memoire())
    _marque, faits = memoire.derniere
    perimee = bool(faits and faits.jusqu_a and faits.jusqu_a <= timezone.now())
    return memoire.lire(source.marque(), source.lire, perimee=perimee)


def _marque() -> object:
    """Tells the set of published versions, and the names that may change under them; None when there is nothing.

    Every visit asks: one bare query.
    """
    with connection.cursor() as curseur:
        curseur.execute(MARQUE)
        (nombre, *versions), *noms = curseur.fetchall()
    return (nombre, *versions, frozenset(noms)) if nombre != "0" else None


def _lire() -> tuple[list[Ligne], list[Faits], list[float]]:
    versions = list(
        VersionProgramme.objects.publiees()
        .order_by("programme__recherche", "programme")
        .values(
            "pk",
            "programme",
            "programme__slug",
            "programme__titre",
            "programme__theme__slug",
            "programme__theme__nom",
            "niveau",
            "presentation",
            "publics_accompagnes",
            "publiee_le",
        )
    )
    minutes = _minutes()
    cofinancees = set(
        VersionProgramme.objects.publiees().filter(financements__fonds__gt="").values_list("pk", flat=True)
    )
    for version in versions:
        version["minutes"], version["distance"] = minutes.get(version["pk"], (0, 0))
        version["cofinance"] = version["pk"] in cofinancees
    return (
        [_ligne(version) for version in versions],
        [_faits_des_programmes(versions), _faits_des_publics(versions)],
        [version["publiee_le"].timestamp() for version in versions],
    )


def _minutes() -> dict[int, tuple[int, int]]:
    """By published version, its minutes, and those taught at a distance."""
    modules = Module.objects.filter(version__etat=VersionProgramme.Etat.PUBLIEE).order_by()
    a_distance = Sum("minutes", filter=~Q(modalite=Module.Modalite.PRESENTIEL), default=0)
    totaux = modules.values_list("version").annotate(toutes=Sum("minutes"), distance=a_distance)
    return {version: (toutes, distance) for version, toutes, distance in totaux}


def _ligne(version: dict) -> Ligne:
    return Ligne(
        programme=version["programme"],
        titre=version["programme__titre"],
        url=reverse("besoins:catalogue_detail", args=[version["programme__slug"]]),
        theme=version["programme__theme__nom"],
        niveau=NIVEAUX.get(version["niveau"], ""),
        duree=francais.duree(version["minutes"]),
        modalite=str(MODALITES[_modalite(version)]),
        presentation=francais.debut(version["presentation"], 32),
        cofinance=version["cofinance"],
    )


def _faits_des_programmes(versions: list[dict]) -> Faits:
    themes = {version["programme__theme__slug"]: version["programme__theme__nom"] for version in versions}
    cofinance = {"oui": _("Par l'Union européenne")}
    return Faits(
        titre=_("Le programme"),
        facettes=[
            Facette("theme", _("Thème"), dict(sorted(themes.items(), key=lambda paire: normaliser(paire[1])))),
            Facette("niveau", _("Niveau"), NIVEAUX),
            Facette("duree", _("Durée"), {valeur: str(libelle) for valeur, libelle in DUREES.items()}),
            Facette("modalite", _("À distance ou non"), {valeur: str(nom) for valeur, nom in MODALITES.items()}),
            Facette("cofinance", _("Cofinancement"), cofinance),
        ],
        programmes=[version["programme"] for version in versions],
        colonnes={
            "theme": [version["programme__theme__slug"] for version in versions],
            "niveau": [version["niveau"] for version in versions],
            "duree": [_duree(version["minutes"]) for version in versions],
            "modalite": [_modalite(version) for version in versions],
            "cofinance": ["oui" if version["cofinance"] else None for version in versions],
        },
    )


def _faits_des_publics(versions: list[dict]) -> Faits:
    paires = [(version["programme"], public) for version in versions for public in version["publics_accompagnes"]]
    choix = {str(valeur): str(libelle).capitalize() for valeur, libelle in VersionProgramme.Public.choices}
    return Faits(
        titre=_("Le programme"),
        facettes=[Facette("public", _("Public à accompagner"), choix)],
        programmes=[programme for programme, _public in paires],
        colonnes={"public": [public for _programme, public in paires]},
    )


def _duree(minutes: int) -> str:
    """A half-day may be a little longer than the rule's: each class stops half a half-day further."""
    demi = regle("programme.demi_journee")
    bornes = {"demi": 1.5 * demi, "jour": 2.5 * demi, "deux": 4.5 * demi}
    return next((classe for classe, borne in bornes.items() if minutes < borne), "plus")


def _modalite(version: dict) -> str:
    if not version["distance"]:
        return "presence"
    return "distance" if version["distance"] == version["minutes"] else "mixte"

"""Open data: a data set (`Jeu`) is one table of fields and one of parameters, in its house (floor `resources`).

Its answers in JSON and CSV, their schemas, the description in OpenAPI and the page for people are made from these tables.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from typing import Any

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from academie.diffusion.parametres import entier, lire_instant
from academie.diffusion.probleme import Probleme

Texte = str | Promise
Schema = dict[str, Any]

PAR_PAGE, PAR_PAGE_MAXIMUM = 50, 200
LOT = 500  # rows read at a time for a whole file

TEXTE: Schema = {"type": "string"}
CODE: Schema = {"type": "string", "maxLength": 80}
ENTIER: Schema = {"type": "integer", "minimum": 0}
INSTANT: Schema = {"type": "string", "format": "date-time"}
JOUR: Schema = {"type": "string", "format": "date"}
ADRESSE: Schema = {"type": "string", "format": "uri"}


def ou_rien(schema: Schema) -> Schema:
    return schema | {"type": [schema["type"], "null"]}


def liste(schema: Schema) -> Schema:
    return {"type": "array", "items": schema}


def tel_quel(valeur):
    return valeur


@dataclass(frozen=True, slots=True)
class Champ:
    """A field: what it is, the columns it is read from, what it says of them."""

    nom: str
    schema: Schema
    description: Texte
    colonnes: tuple[str, ...]
    dire: Callable[..., Any] = tel_quel
    # By key of the row, what comes from other tables: one query for a page. It is given to `dire` after the columns.
    joindre: Callable[[Sequence[int]], Mapping[int, Any]] | None = None
    # How a cell of CSV says what is not a text or a number.
    cellule: Callable[[Any], Any] = tel_quel
    # The codes it may hold, and how people read them.
    valeurs: Mapping[str, Texte] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Parametre:
    """A filter: `lire` gives the condition of its values, or raises ValueError with a sentence."""

    nom: str
    schema: Schema
    description: Texte
    lire: Callable[[Sequence[str]], Q]
    exemple: str
    repete: bool = False
    valeurs: Mapping[str, Texte] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class Jeu:
    """A collection that anyone may read. `ordre` names columns that are never null, the last one unique."""

    nom: str
    objet: str
    titre: Texte
    description: Texte
    lignes: Callable[[], QuerySet]
    champs: tuple[Champ, ...]
    parametres: tuple[Parametre, ...] = ()
    ordre: tuple[str, ...] = ("pk",)
    # What names one row in its address; empty when one row alone has none.
    identifiant: str = ""
    # Tells the state of all its rows, and since when, in one query; None when there is nothing to tell it by.
    marque: Callable[[], tuple[Any, datetime | None]] = lambda: (None, None)

    @property
    def chemin(self) -> str:
        return f"/donnees/v1/{self.nom}"

    @property
    def noms_des_filtres(self) -> list[str]:
        return [parametre.nom for parametre in self.parametres]

    @cached_property
    def colonnes(self) -> list[str]:
        return list(dict.fromkeys(["pk", *self.ordre, *(c for champ in self.champs for c in champ.colonnes)]))


# Every open data set of the Académie; each house adds its own when it starts.
JEUX: list[Jeu] = []


@dataclass(frozen=True, slots=True)
class Page:
    """Rows as they are told, and the place after them: empty after the last."""

    donnees: list[dict[str, Any]]
    suite: str


@dataclass(frozen=True, slots=True)
class Demande:
    """What an address asks of a data set."""

    jeu: Jeu
    filtres: Q
    par_page: int
    depuis: tuple | None

    @property
    def lignes(self) -> QuerySet:
        return self.jeu.lignes().filter(self.filtres).order_by(*self.jeu.ordre)

    def page(self) -> Page:
        return lire_page(self.jeu, self.lignes, self.par_page, self.depuis)

    def toutes(self) -> Iterator[dict[str, Any]]:
        """Every row of the filter, some hundreds in memory at a time."""
        depuis = self.depuis
        while True:
            page = lire_page(self.jeu, self.lignes, LOT, depuis)
            yield from page.donnees
            if not page.suite:
                return
            depuis = lire_suite(self.jeu, page.suite)


def canonique(parametres) -> tuple[tuple[str, str], ...]:
    """The parameters of an address in one order, each value once."""
    return tuple(sorted({(nom, valeur) for nom, valeurs in parametres.lists() for valeur in valeurs}))


def lire_demande(
    jeu: Jeu, parametres: Collection[tuple[str, str]], *, permis: Collection[str] | None = None
) -> Demande:
    """Read an address; `permis` narrows which parameters it may have.

    Raises:
        Probleme: unknown parameters, values that cannot be read; all of them are told.
    """
    lecteurs: dict[str, Callable[[Sequence[str]], Any]] = {p.nom: p.lire for p in jeu.parametres}
    lecteurs |= {"par_page": _par_page, "suite": lambda valeurs: lire_suite(jeu, valeurs[0])}
    lecteurs = {nom: lire for nom, lire in lecteurs.items() if permis is None or nom in permis}
    repetes = {p.nom for p in jeu.parametres if p.repete}
    valeurs: dict[str, list[str]] = {}
    for nom, valeur in parametres:
        valeurs.setdefault(nom, []).append(valeur)
    lus, erreurs = {}, []
    for nom, donnees in valeurs.items():
        try:
            lus[nom] = _lire(nom, donnees, lecteurs, repetes)
        except ValueError as erreur:
            erreurs.append({"parametre": nom[:80], "detail": str(erreur)})
    if erreurs:
        raise Probleme.parametres(erreurs)
    par_page, depuis = lus.pop("par_page", PAR_PAGE), lus.pop("suite", None)
    return Demande(jeu, Q(*lus.values()), par_page, depuis)


def _lire(nom: str, valeurs: list[str], lecteurs: Mapping[str, Callable], repetes: Collection[str]) -> Any:
    if not lecteurs:
        raise ValueError(_("Cette adresse ne prend pas de paramètre."))
    if nom not in lecteurs:
        raise ValueError(
            _("Ce paramètre n'existe pas ici. Ceux que cette adresse connaît\xa0: %s.") % ", ".join(lecteurs)
        )
    if nom not in repetes and len(valeurs) > 1:
        raise ValueError(_("Donnez ce paramètre une seule fois."))
    return lecteurs[nom](valeurs)


def _par_page(valeurs: Sequence[str]) -> int:
    nombre = entier(valeurs[0])
    if nombre is None or not 1 <= nombre <= PAR_PAGE_MAXIMUM:
        raise ValueError(_("Donnez un nombre entier de 1 à %d.") % PAR_PAGE_MAXIMUM)
    return nombre


def ecrire_suite(place: Sequence[Any]) -> str:
    """The place of a row in its order, as addresses hold it: "2026-03-31T07:00:00.000000Z_12"."""
    return "_".join(f"{v.astimezone(UTC):%Y-%m-%dT%H:%M:%S.%fZ}" if isinstance(v, datetime) else str(v) for v in place)


def lire_suite(jeu: Jeu, texte: str) -> tuple:
    """Raises:
    ValueError: nobody gave this place.
    """
    *dates, cle = texte.split("_")
    rang = entier(cle)
    if rang is None or len(dates) != len(jeu.ordre) - 1:
        raise ValueError(
            _("Cette suite est inconnue. Reprenez l'adresse «\xa0suivant\xa0» de la page précédente, telle quelle.")
        )
    return (*(lire_instant(jour) for jour in dates), rang)


def lire_page(jeu: Jeu, lignes: QuerySet, nombre: int, depuis: tuple | None) -> Page:
    """One page by its place: as quick at the end as at the beginning."""
    if depuis:
        premiers, place = jeu.ordre[0], dict(zip(jeu.ordre, depuis, strict=True))
        derniere = {f"{jeu.ordre[-1]}__lte": place.pop(jeu.ordre[-1])}
        lignes = lignes.filter(**{f"{premiers}__gte": depuis[0]}).exclude(**place, **derniere)
    colonnes = jeu.colonnes
    lues = [dict(zip(colonnes, ligne, strict=True)) for ligne in lignes.values_list(*colonnes)[: nombre + 1]]
    reste = len(lues) > nombre
    lues = lues[:nombre]
    return Page(
        dire_lignes(jeu, lues),
        ecrire_suite([lues[-1][colonne] for colonne in jeu.ordre]) if reste else "",
    )


def dire_lignes(jeu: Jeu, lues: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What the rows say, field by field; one more query for each field that joins other tables."""
    cles = [ligne["pk"] for ligne in lues]
    lecteurs = {champ.joindre for champ in jeu.champs if champ.joindre}
    jointes = {joindre: joindre(cles) for joindre in lecteurs} if cles else {}
    return [
        {
            champ.nom: champ.dire(
                *[ligne[colonne] for colonne in champ.colonnes],
                *([jointes[champ.joindre].get(ligne["pk"], ())] if champ.joindre else ()),
            )
            for champ in jeu.champs
        }
        for ligne in lues
    ]


def lire_objet(jeu: Jeu, identifiant: Any) -> dict[str, Any] | None:
    """One row, told as in its list; None when there is none that anyone may read."""
    colonnes = jeu.colonnes
    lignes = jeu.lignes().filter(**{jeu.identifiant: identifiant}).values_list(*colonnes)[:1]
    dites = dire_lignes(jeu, [dict(zip(colonnes, ligne, strict=True)) for ligne in lignes])
    return dites[0] if dites else None


def rangees(jeu: Jeu, lignes: Iterator[dict[str, Any]]) -> Iterator[list]:
    """The header of the CSV, then its rows: the same fields, in the same order."""
    yield [champ.nom for champ in jeu.champs]
    for ligne in lignes:
        yield [_case(champ, ligne[champ.nom]) for champ in jeu.champs]


def _case(champ: Champ, valeur: Any):
    if valeur is None:
        return None
    return champ.cellule(valeur)


def adresse(jeu: Jeu, format_: str, parametres: Sequence[tuple[str, str]] = ()) -> str:
    """Where a collection is read, whole: what the body, the header and the page give."""
    question = f"?{urlencode(parametres)}" if parametres else ""
    return f"{settings.BASE_URL}{jeu.chemin}.{format_}{question}"

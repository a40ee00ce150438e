"""Competences held and missing in the network, by territory, kind of structure or job; small groups hidden everywhere.

A person counts once, by their present post in the network: the competences are those that its sheet asks, held when
proved at the level asked. Whatever is shown, the whole of the network is the same total: a competence whose total would
tell on a small group is hidden altogether, and within a total that is shown, what is hidden cannot be computed again.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.db.models import Case, Count, Exists, F, OuterRef, Q, QuerySet, When
from django.db.models.functions import Coalesce
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from academie.models import Competence, Structure, Territoire
from academie.regles import regle
from besoins.statistiques.masquage import masquer_tableau
from certificats.models import Acquis, FichePoste, Poste

Compte = tuple[int, int]


@dataclass(frozen=True)
class Part:
    """Out of the `total` whose post asks it, who have and who have not. None is hidden."""

    oui: int | None = None
    non: int | None = None
    total: int | None = None

    @property
    def entiere(self) -> bool:
        return None not in (self.oui, self.non, self.total)

    @property
    def taux(self) -> int | None:
        """Percent of those who have not."""
        return round(100 * self.non / self.total) if self.entiere and self.total else None


CACHEE = Part()


@dataclass(frozen=True)
class Dimension:
    """A way to group people. `parent`: the dimension whose groups these divide."""

    libelle: str | Promise
    expression: Callable[[], F | Case | Coalesce]
    noms: Callable[[Iterable], Mapping]
    parent: str = ""


def _territoire(genre: str) -> Case:
    lieu = "structure__territoire"
    return Case(When(**{f"{lieu}__genre": genre, "then": F(lieu)}), default=F(f"{lieu}__{genre}"))


def _noms_des_territoires(cles: Iterable) -> dict:
    return dict(Territoire.objects.filter(pk__in=[cle for cle in cles if cle]).values_list("pk", "nom"))


def _noms_des_postes(cles: Iterable) -> dict:
    return dict(FichePoste.objects.filter(code__in=cles).order_by("version").values_list("code", "titre"))


DIMENSIONS = {
    "region": Dimension(gettext_lazy("Régions"), lambda: _territoire("region"), _noms_des_territoires),
    "departement": Dimension(
        gettext_lazy("Départements"), lambda: _territoire("departement"), _noms_des_territoires, parent="region"
    ),
    "nature": Dimension(
        gettext_lazy("Natures de structure"), lambda: F("structure__genre"), lambda _cles: dict(Structure.Genre.choices)
    ),
    "poste": Dimension(
        gettext_lazy("Postes"), lambda: Coalesce("fiche__nationale__code", "fiche__code"), _noms_des_postes
    ),
}


def postes_comptes() -> QuerySet[Poste]:
    """The present post of each person of the network that has a sheet: the latest one, one row a person."""
    postes = Poste.objects.du_jour().filter(fiche__isnull=False, structure__isnull=False)
    plus_recents = postes.filter(utilisateur=OuterRef("utilisateur")).filter(
        Q(debut__gt=OuterRef("debut")) | Q(debut=OuterRef("debut"), pk__gt=OuterRef("pk"))
    )
    return postes.filter(~Exists(plus_recents)).order_by()


def prouve(**criteres) -> Exists:
    """Whether the person of a post proves the competence that is counted, at the level that the post asks."""
    return Exists(
        Acquis.objects.prouves().filter(
            utilisateur=OuterRef("utilisateur"),
            competence=OuterRef("competence"),
            niveau__gte=OuterRef("niveau"),
            **criteres,
        )
    )


def demandes() -> QuerySet:
    """A row for each person and competence that their post asks: `competence`, `niveau`, and whether it is `tenue`."""
    return (
        postes_comptes()
        .annotate(competence=F("fiche__exigences__competence"), niveau=F("fiche__exigences__niveau"))
        .filter(competence__isnull=False)
        .annotate(tenue=prouve())
    )


def compter(lignes: QuerySet, oui: Q | Exists, *par: str) -> dict[tuple, Compte]:
    """Of the rows of `lignes`, those that `oui` says and the others, by these columns; one query."""
    comptes = lignes.annotate(oui=oui).values(*par).annotate(n=Count("pk"), k=Count("pk", filter=Q(oui=True)))
    return {tuple(une[nom] for nom in par): (une["k"], une["n"] - une["k"]) for une in comptes.order_by()}


def grouper(lignes: QuerySet, oui: Q | Exists, sujet: str, dimension: str = "region") -> dict[int, dict[object, Part]]:
    """By `sujet` (a column of `lignes`), the part of each group of `dimension`, and under None that of the whole."""
    parent = DIMENSIONS[dimension].parent or dimension
    noms = {"groupe": dimension, "parent": parent}
    colonnes = {colonne: DIMENSIONS[nom].expression() for colonne, nom in noms.items()}
    comptes: dict[int, dict[tuple, Compte]] = {}
    for (cle, *groupe), compte in compter(lignes.annotate(**colonnes), oui, sujet, "parent", "groupe").items():
        comptes.setdefault(cle, {})[tuple(groupe)] = compte
    return {cle: _parts(groupes, divise=bool(DIMENSIONS[dimension].parent)) for cle, groupes in comptes.items()}


def par_competence(dimension: str = "region", *, competence: Competence | None = None) -> dict[int, dict[object, Part]]:
    """Held and missing, by competence, then by group."""
    lignes = demandes() if competence is None else demandes().filter(competence=competence.pk)
    return grouper(lignes, Q(tenue=True), "competence", dimension)


def noms_des_groupes(dimension: str, cles: Iterable) -> dict[object, str]:
    """The groups by name, in the order of names; those without one last."""
    connus = DIMENSIONS[dimension].noms(cles)
    noms = {cle: str(connus.get(cle) or _("Non précisé")) for cle in cles}
    return dict(sorted(noms.items(), key=lambda nom: (nom[0] is None, nom[1])))


def _parts(groupes: dict[tuple, Compte], *, divise: bool) -> dict[object, Part]:
    """The parts of groups, (parent, group) each, hidden so that nothing is computed again from the whole or a parent."""
    parents: dict[object, dict[object, Compte]] = {}
    for (parent, groupe), compte in groupes.items():
        parents.setdefault(parent, {})[groupe] = compte
    sommes = {parent: _somme(enfants.values()) for parent, enfants in parents.items()}
    ensemble = _somme(sommes.values())
    parts = masquer_groupes(sommes)
    if divise:
        enfants = {
            groupe: part if parts[parent].entiere else CACHEE
            for parent, comptes in parents.items()
            for groupe, part in masquer_groupes(comptes).items()
            if groupe is not None
        }
        parts = enfants
    return {**parts, None: Part(*ensemble, sum(ensemble)) if _montrable(ensemble) else CACHEE}


def masquer_groupes(comptes: Mapping[object, Compte]) -> dict[object, Part]:
    """The part of each group whose sum is shown: all hidden when the sum may not be, or could not stay."""
    somme, minimum = _somme(comptes.values()), regle("resultats.effectif_minimum")
    if not _montrable(somme):
        return dict.fromkeys(comptes, CACHEE)
    tableau = [[oui, non, oui + non] for oui, non in [*comptes.values(), somme]]
    caches = masquer_tableau(tableau, minimum)
    if any(rang == len(comptes) for rang, _colonne in caches):
        return dict.fromkeys(comptes, CACHEE)
    return {
        groupe: Part(*(None if (rang, colonne) in caches else n for colonne, n in enumerate(tableau[rang])))
        for rang, groupe in enumerate(comptes)
    }


def _somme(comptes: Iterable[Compte]) -> Compte:
    paires = list(comptes)
    return sum(oui for oui, _non in paires), sum(non for _oui, non in paires)


def _montrable(compte: Compte) -> bool:
    minimum = regle("resultats.effectif_minimum")
    return sum(compte) >= minimum and all(n == 0 or n >= minimum for n in compte)


def groupes_connus(dimensions: Iterable[str] = DIMENSIONS) -> dict[str, dict[object, str]]:
    """The groups of each dimension that hold somebody, by name."""
    dimensions = list(dimensions)
    colonnes = {f"d_{nom}": DIMENSIONS[nom].expression() for nom in dimensions}
    rangees = list(postes_comptes().annotate(**colonnes).values_list(*colonnes).distinct())
    return {nom: noms_des_groupes(nom, {rangee[i] for rangee in rangees} - {None}) for i, nom in enumerate(dimensions)}


def lignes_lisibles(parts: Mapping[int, Mapping[object, Part]], groupe: str = "") -> list[tuple[Competence, Part]]:
    """Each competence with its part of a group (its key, as typed; the whole otherwise): what most lack first."""
    competences = Competence.objects.select_related("domaine__referentiel").in_bulk(parts)
    trouvees = [(competences[cle], part_du_groupe(groupes, groupe)) for cle, groupes in parts.items()]
    return sorted(trouvees, key=lambda ligne: (not ligne[1].entiere, -(ligne[1].taux or 0), _ordre(ligne[0])))


def part_du_groupe(groupes: Mapping[object, Part], groupe: str) -> Part:
    return next(
        (part for cle, part in groupes.items() if groupe and str(cle) == groupe), CACHEE if groupe else groupes[None]
    )


def rangees(trouvees: Iterable[tuple[Competence, Part]], ou: str) -> Iterator[list[str | int]]:
    """The same as a table, for a spreadsheet."""
    yield [_("Où"), _("Compétence"), _("Personnes dont le poste la demande"), _("La prouvent"), _("Ne la prouvent pas")]
    for competence, part in trouvees:
        chiffres = [_("masqué") if n is None else n for n in (part.total, part.oui, part.non)]
        yield [ou, str(competence), *chiffres]


def _ordre(competence: Competence) -> tuple:
    return competence.domaine.referentiel_id, competence.domaine.ordre, competence.ordre


@dataclass(frozen=True)
class Repartition:
    """One competence over the network: the whole, then each group of each dimension, by name."""

    ensemble: Part
    dimensions: list[tuple[str, list[tuple[str, Part]]]]


def repartition(competence: Competence) -> Repartition | None:
    """None when no post asks this competence."""
    trouvees = {nom: par_competence(nom, competence=competence).get(competence.pk) for nom in DIMENSIONS}
    if not trouvees["region"]:
        return None
    dimensions = []
    for nom, groupes in trouvees.items():
        noms = noms_des_groupes(nom, groupes.keys() - {None})
        dimensions.append((str(DIMENSIONS[nom].libelle), [(libelle, groupes[cle]) for cle, libelle in noms.items()]))
    return Repartition(trouvees["region"][None], dimensions)

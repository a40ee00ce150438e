"""What the public reads of the network's memory: published resources, searched, narrowed, counted, laid on a map."""

from dataclasses import dataclass
from math import ceil
from urllib.parse import urlencode

from django.db.models import Case, Count, F, Q, QuerySet, Value, When
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from academie import francais
from academie.francais import date_sans_jour, enumeration
from academie.models.territoire import normaliser
from academie.recherche import chercher, pertinence
from besoins.models import Ressource, VersionProgramme
from besoins.statistiques.repartition import Case as Tuile
from besoins.statistiques.repartition import repartir

TRIS = {"pertinence": gettext_lazy("pertinence"), "date": gettext_lazy("date de parution")}
LECTURES = {
    "essentiel": gettext_lazy("L'essentiel, une minute"),
    "synthese": gettext_lazy("La synthèse, cinq minutes"),
    "texte": gettext_lazy("Le texte complet"),
}
MOTS_PAR_MINUTE = 220
FILTRES = {
    "genre": lambda valeur: Q(genre=valeur),
    "theme": lambda valeur: Q(theme__slug=valeur),
    "region": lambda valeur: Q(region__code=valeur),
    "reproductible": lambda valeur: Q(reproductible=valeur),
    "lecture": lambda valeur: ~Q(**{valeur: ""}),
}


@dataclass(frozen=True)
class Ligne:
    """One resource in a list."""

    pk: int
    url: str
    titre: str
    genre: str
    precisions: str
    extrait: str


@dataclass(frozen=True)
class Partie:
    """One text of a resource: its anchor, its name, how many minutes it takes."""

    ancre: str
    libelle: str
    texte: str
    minutes: str


def trouver(criteres: dict, sauf: str = "") -> QuerySet:
    """The published resources that answer every criterion, `sauf` left out."""
    ressources = chercher(Ressource.objects.publiees(), criteres.get("q", ""))
    for nom, filtre in FILTRES.items():
        if nom != sauf and criteres.get(nom):
            ressources = ressources.filter(filtre(criteres[nom]))
    return ressources


def trier(ressources: QuerySet, criteres: dict) -> QuerySet:
    """By relevance where words are sought, unless one asks for the latest."""
    if criteres.get("q") and criteres.get("tri") != "date":
        return pertinence(ressources, criteres["q"]).order_by("rang", "-publiee_le", "pk")
    return ressources.order_by("-publiee_le", "pk")


def compter(criteres: dict) -> dict[str, list[tuple[str, str, int]]]:
    """For each facet, the values that something has under the other criteria: (value, name, how many)."""

    def par(nom: str, *champs: str):
        groupes = trouver(criteres, sauf=nom).filter(**{f"{champs[0]}__isnull": False}).order_by()
        comptes = groupes.values_list(*champs).annotate(n=Count("pk"))
        return sorted(comptes, key=lambda groupe: normaliser(groupe[-2]))

    genres, reproductibles = dict(Ressource.Genre.choices), dict(Ressource.Reproductible.choices)
    lectures = trouver(criteres, sauf="lecture").aggregate(
        **{champ: Count("pk", filter=~Q(**{champ: ""})) for champ in LECTURES}
    )
    return {
        "genre": [(valeur, str(genres[valeur]), n) for valeur, n in par("genre", "genre")],
        "theme": par("theme", "theme__slug", "theme__nom"),
        "region": par("region", "region__code", "region__nom"),
        "reproductible": [(v, str(reproductibles[v]), n) for v, n in par("reproductible", "reproductible") if v],
        "lecture": [(champ, str(LECTURES[champ]), n) for champ, n in lectures.items() if n],
    }


def carte(criteres: dict, regions: list[tuple[str, str, int]]) -> tuple[list[tuple[Tuile, str]], list[tuple]]:
    """The tiles of the régions, and the rows of the table that says the same, each with the address that keeps it."""

    def url(code: str) -> str:
        return f"?{urlencode(criteres | {'region': code})}"

    tuiles = repartir({code: n for code, _nom, n in regions})
    return [(tuile, url(tuile.code)) for tuile in tuiles], [(nom, n, url(code)) for code, nom, n in regions]


def en_lignes(ressources) -> list[Ligne]:
    """Resources as lists show them. `ressources` brings theme, territoire and région."""
    return [
        Ligne(
            ressource.pk,
            ressource.url_publique,
            ressource.titre,
            ressource.get_genre_display(),
            " – ".join(_precisions(ressource)),
            francais.debut(ressource.essentiel or ressource.mission or ressource.synthese, 40),
        )
        for ressource in ressources
    ]


def avec_lieux(ressources: QuerySet) -> QuerySet:
    """With what `en_lignes` tells, and no more: a resource has a dozen texts."""
    lieux = ("theme__nom", "territoire__nom", "region__nom")
    return ressources.select_related("theme", "territoire", "region").only(
        "genre", "titre", "annee", "essentiel", "mission", *lieux
    )


def parties(ressource: Ressource) -> list[Partie]:
    """The texts of a resource that hold something, in the order of its kind."""
    return [
        Partie(champ, nom_du_champ(champ), texte, _minutes(texte))
        for champ in ressource.textes
        if (texte := getattr(ressource, champ).strip())
    ]


def lire(ressource: Ressource) -> dict:
    """What a page shows of a resource: its texts, those that are reading levels, its facts."""
    ecrites = parties(ressource)
    niveaux = [partie for partie in ecrites if partie.ancre in LECTURES]
    return {"parties": ecrites, "niveaux": niveaux, "faits": faits(ressource)}


def faits(ressource: Ressource) -> list[tuple[str, str]]:
    """What is known of a resource besides its texts."""
    competences = [str(competence) for competence in ressource.competences.all()]
    tous = [
        (_("Territoire"), ressource.territoire and ressource.territoire.designation),
        (_("Thème"), ressource.theme and ressource.theme.nom),
        (_("Année des faits"), str(ressource.annee or "")),
        (_("Reproductible"), ressource.get_reproductible_display().capitalize()),
        (_("Compétences"), enumeration(competences)),
        (_("Source"), ressource.source),
        (_("Licence"), ressource.licence),
        (_("Version"), _version(ressource)),
    ]
    return [(nom, valeur) for nom, valeur in tous if valeur]


def semblables(ressource: Ressource, combien: int = 4) -> list[Ligne]:
    """Other resources on the same theme, of the same région, about the same competences; the nearest first."""
    communes = Count("competences", filter=Q(competences__in=ressource.competences.all()), distinct=True)
    proches = (
        Ressource.objects.publiees()
        .exclude(pk=ressource.pk)
        .annotate(
            communes=communes,
            proximite=2 * _pareil("theme", ressource.theme_id) + _pareil("region", ressource.region_id) + F("communes"),
        )
        .filter(proximite__gte=1)
        .order_by("-proximite", "-publiee_le", "pk")
    )
    trouvees = {autre.pk: autre for autre in proches.only("pk")[:combien]}
    lues = {autre.pk: autre for autre in avec_lieux(Ressource.objects.filter(pk__in=trouvees))}
    return en_lignes([lues[pk] for pk in trouvees])


def programmes_citant(ressource: Ressource) -> list[VersionProgramme]:
    """The programmes of the catalogue that rest on it."""
    versions = VersionProgramme.objects.publiees().filter(modules__ressources=ressource).distinct()
    return list(versions.select_related("programme").order_by("programme__recherche", "programme"))


def _pareil(champ: str, valeur: int | None):
    return Case(When(**{champ: valeur}, then=Value(1)), default=Value(0)) if valeur else Value(0)


def _precisions(ressource: Ressource):
    if ressource.territoire:
        yield ressource.territoire.nom
        if ressource.region_id != ressource.territoire_id:
            yield ressource.region.nom
    if ressource.theme:
        yield ressource.theme.nom
    if ressource.annee:
        yield str(ressource.annee)


def nom_du_champ(champ: str) -> str:
    nom = str(Ressource._meta.get_field(champ).verbose_name)
    return nom[0].upper() + nom[1:]


def _minutes(texte: str) -> str:
    n = max(1, ceil(len(texte.split()) / MOTS_PAR_MINUTE))
    return ngettext("%(n)s minute", "%(n)s minutes", n) % {"n": n}


def _version(ressource: Ressource) -> str:
    if not ressource.publiee_le:
        return ""
    numero = {"numero": ressource.version, "date": date_sans_jour(ressource.publiee_le)}
    if ressource.version == 1:
        return _("publiée le %(date)s") % numero
    return _("version %(numero)s, publiée le %(date)s") % numero

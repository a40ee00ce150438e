"""The indicators of the Académie, grouped one way: each measure is one query, whatever the number of groups."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Avg, Case, Count, DurationField, ExpressionWrapper, F, Min, Q, QuerySet, Sum, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from academie import francais
from academie.branchements.pilotage import CERTIFIEES
from academie.models import Structure, Territoire, Theme
from besoins.models import EffectifAttendu, Financement, Programme, VersionProgramme
from besoins.statistiques.carte import Carte, cartographier
from besoins.statistiques.proportion import Proportion
from sessions.models import Emargement, Inscription, Session

JOURS_PAR_MOIS = 365.25 / 12
LARGEUR = 360


@dataclass(frozen=True)
class Mesure:
    """A column: what it counts, in words that leave no doubt."""

    cle: str
    libelle: str
    definition: str


MESURES = (
    Mesure("attendues", gettext_lazy("Personnes attendues"), gettext_lazy("Effectifs que les structures annoncent dans les programmes publiés, quelle que soit la période.")),
    Mesure("sessions", gettext_lazy("Sessions"), gettext_lazy("Sessions ouvertes, en cours ou tenues dont le premier jour est dans la période ; ni les brouillons, ni les sessions reportées ou annulées.")),
    Mesure("places", gettext_lazy("Places"), gettext_lazy("Places de ces sessions, selon le territoire où elles se tiennent.")),
    Mesure("inscrites", gettext_lazy("Inscriptions"), gettext_lazy("Inscriptions confirmées à ces sessions, selon le territoire de la structure. Une personne inscrite à deux sessions compte deux fois.")),
    Mesure("presentes", gettext_lazy("Présences"), gettext_lazy("Inscriptions confirmées avec au moins une minute émargée.")),
    Mesure("certifiees", gettext_lazy("Certificats"), gettext_lazy("Inscriptions dont le certificat est valide aujourd'hui.")),
    Mesure("heures", gettext_lazy("Heures-stagiaires"), gettext_lazy("Somme des minutes émargées, en heures.")),
    Mesure("attente", gettext_lazy("Mois d'attente"), gettext_lazy("Temps moyen entre la demande d'inscription et le premier jour, en mois, sur les inscriptions confirmées.")),
)  # fmt: skip


@dataclass(frozen=True)
class Dimension:
    """A way to group. `de_session` leads there from a session; `de` from where its structure and version are named."""

    libelle: str
    de_session: str | None
    de: Callable[[str, str], object]
    noms: Callable[[], QuerySet]


def _par_territoire(libelle, genre: str, de_session: str) -> Dimension:
    """By the territory of that level that holds the structure's territory, or is it."""

    def de(structure: str, version: str):
        territoire = f"{structure}__territoire"
        return Coalesce(
            F(f"{territoire}__{genre}"), Case(When(Q(**{f"{territoire}__genre": genre}), then=F(territoire)))
        )

    return Dimension(libelle, de_session, de, lambda: Territoire.objects.filter(genre=genre))


def _par_programme(libelle, chemin: str, noms: Callable[[], QuerySet]) -> Dimension:
    return Dimension(libelle, f"version__{chemin}", lambda structure, version: F(f"{version}__{chemin}"), noms)


DIMENSIONS: dict[str, Dimension] = {
    "region": _par_territoire(gettext_lazy("Région"), "region", "territoire"),
    "departement": _par_territoire(gettext_lazy("Département"), "departement", "departement"),
    "epci": _par_territoire(gettext_lazy("Intercommunalité"), "epci", "lieu__commune__epci"),
    "structure": Dimension(gettext_lazy("Structure"), None, lambda structure, version: F(structure), lambda: Structure.objects.all()),
    "theme": _par_programme(gettext_lazy("Thème"), "programme__theme", lambda: Theme.objects.all()),
    "programme": _par_programme(gettext_lazy("Programme"), "programme", lambda: Programme.objects.all()),
    "financement": _par_programme(gettext_lazy("Financement"), "financements", lambda: Financement.objects.all()),
}  # fmt: skip


@dataclass(frozen=True)
class Periode:
    """Days, both included; None is without bound."""

    du: date | None = None
    au: date | None = None

    def sur(self, chemin: str) -> Q:
        condition = Q()
        if self.du:
            condition &= Q(**{f"{chemin}__date__gte": self.du})
        if self.au:
            condition &= Q(**{f"{chemin}__date__lte": self.au})
        return condition


@dataclass(frozen=True)
class Etape:
    """One bar of a drawing 360 units wide."""

    libelle: str
    valeur: str
    rang: int
    largeur: int

    @property
    def ligne(self) -> int:
        return 36 * self.rang + 13

    @property
    def haut(self) -> int:
        return 36 * self.rang + 18


@dataclass
class Ligne:
    """One group. `attente` is in months, on `inscrites` enrolments."""

    cle: int | None
    libelle: str
    attendues: int = 0
    sessions: int = 0
    places: int = 0
    inscrites: int = 0
    presentes: int = 0
    certifiees: int = 0
    minutes: int = 0
    attente: float | None = None

    @property
    def heures(self) -> int:
        return round(self.minutes / 60)

    @property
    def presence(self) -> Proportion:
        """Present among enrolled."""
        return Proportion(min(self.presentes, self.inscrites), self.inscrites)

    def valeurs(self) -> list:
        return [getattr(self, mesure.cle) for mesure in MESURES]

    @property
    def etapes(self) -> list["Etape"]:
        """From seats to certificates, as bars of one scale; none when nothing was opened."""
        suite = [mesure for mesure in MESURES if mesure.cle in ("places", "inscrites", "presentes", "certifiees")]
        valeurs = [getattr(self, mesure.cle) for mesure in suite]
        echelle = max(valeurs)
        return [
            Etape(str(mesure.libelle), francais.nombre(valeur), rang, round(LARGEUR * valeur / echelle))
            for rang, (mesure, valeur) in enumerate(zip(suite, valeurs, strict=True))
            if echelle
        ]

    hauteur = 4 * 36

    def cases(self) -> list[tuple[str, str]]:
        """Each measure with its column's name, as read."""
        return [(mesure.libelle, _dire(valeur)) for mesure, valeur in zip(MESURES, self.valeurs(), strict=True)]


@dataclass
class Tableau:
    dimension: Dimension
    lignes: list[Ligne]
    total: Ligne
    carte: Carte | None = None
    besoins: tuple[float | None, int] = (None, 0)


def tableau(cle: str, periode: Periode) -> Tableau:
    """Every group of dimension `cle` with something to tell, by name, and the whole, where nothing counts twice."""
    dimension = DIMENSIONS[cle]
    total = _lignes(None, periode).get(None) or Ligne(None, "")
    total.libelle = _("Ensemble")
    groupes = _lignes(dimension, periode)
    noms = dict(dimension.noms().filter(pk__in=[pk for pk in groupes if pk]).values_list("pk", _nom(dimension)))
    for pk, ligne in groupes.items():
        ligne.libelle = noms.get(pk) or _("Non renseigné")
    lignes = sorted(groupes.values(), key=lambda ligne: (ligne.cle is None, ligne.libelle))
    carte = _carte(lignes) if cle == "region" else None
    return Tableau(dimension, lignes, total, carte, _attente_des_besoins(periode))


def rangees(resultat: Tableau) -> Iterator[list]:
    """The table for a spreadsheet: header, groups, whole."""
    yield [str(resultat.dimension.libelle), *(str(mesure.libelle) for mesure in MESURES)]
    for ligne in [*resultat.lignes, resultat.total]:
        yield [ligne.libelle, *(round(v, 2) if isinstance(v, float) else v for v in ligne.valeurs())]


def definitions() -> Iterator[list]:
    yield [_("Indicateur"), _("Définition")]
    for mesure in MESURES:
        yield [str(mesure.libelle), str(mesure.definition)]


def _dire(valeur) -> str:
    if valeur is None:
        return "–"
    return francais.nombre(valeur, 1 if isinstance(valeur, float) else 0)


def _nom(dimension: Dimension) -> str:
    return "titre" if dimension.noms().model is Programme else "nom"


def _lignes(dimension: Dimension | None, periode: Periode) -> dict[int | None, Ligne]:
    lignes: dict[int | None, Ligne] = {}
    for champs, comptes in _comptes(dimension, periode):
        for groupe, *valeurs in comptes:
            ligne = lignes.setdefault(groupe, Ligne(groupe, ""))
            for champ, valeur in zip(champs, valeurs, strict=True):
                setattr(ligne, champ, _en_mois(valeur) if champ == "attente" else valeur or 0)
    return lignes


def _comptes(dimension: Dimension | None, periode: Periode) -> Iterator[tuple[tuple[str, ...], Iterable]]:
    """For each measure or two: the fields, and rows of (group, values)."""

    def par(structure: str, version: str):
        return dimension and dimension.de(structure, version)

    effectifs = EffectifAttendu.objects.filter(version__etat=VersionProgramme.Etat.PUBLIEE).order_by()
    yield ("attendues",), _grouper(effectifs, par("structure", "version"), n=Sum("effectif"))
    if dimension is None or dimension.de_session:
        groupe = dimension and F(dimension.de_session)
        yield ("sessions", "places"), _grouper(sessions_de(periode), groupe, n=Count("*"), places=Sum("capacite"))
    inscriptions = inscriptions_de(periode)
    par_inscription = par("structure", "session__version")
    attente = Avg(ExpressionWrapper(F("session__debut") - F("inscrite_le"), DurationField()))
    yield ("inscrites", "attente"), _grouper(inscriptions, par_inscription, n=Count("*"), attente=attente)
    presences = Emargement.objects.filter(inscription__in=inscriptions.values("pk"), minutes__gt=0).order_by()
    par_presence = par("inscription__structure", "inscription__session__version")
    comptes = {"n": Count("inscription", distinct=True), "minutes": Sum("minutes")}
    yield ("presentes", "minutes"), _grouper(presences, par_presence, **comptes)
    for certifiees in CERTIFIEES:
        yield ("certifiees",), _grouper(inscriptions.filter(pk__in=certifiees()), par_inscription, n=Count("*"))


def sessions_de(periode: Periode) -> QuerySet:
    return Session.objects.filter(periode.sur("debut"), etat__in=[*Session.VIVANTES, *Session.TENUES]).order_by()


def inscriptions_de(periode: Periode) -> QuerySet:
    return (
        Inscription.objects.confirmees()
        .filter(periode.sur("session__debut"), session__etat__in=[*Session.VIVANTES, *Session.TENUES])
        .order_by()
    )


def _grouper(objets: QuerySet, groupe, **mesures) -> Iterable:
    """Rows of (group, measures). Without a group, one row whose group is None."""
    if groupe is None:
        return [(None, *objets.aggregate(**mesures).values())]
    return objets.annotate(groupe=groupe).values_list("groupe").annotate(**mesures)


def _en_mois(duree: timedelta | None) -> float | None:
    return None if duree is None else duree.total_seconds() / 86400 / JOURS_PAR_MOIS


def _attente_des_besoins(periode: Periode) -> tuple[float | None, int]:
    """Mean months between the first word of a need and the first session that answers it, and on how many needs."""
    premieres = (
        sessions_de(periode)
        .filter(version__besoins__isnull=False)
        .values("version__besoins", "version__besoins__recu_le")
        .annotate(premiere=Min("debut"))
    )
    mois = [_en_mois(ligne["premiere"] - ligne["version__besoins__recu_le"]) for ligne in premieres]
    apres = [duree for duree in mois if duree >= 0]
    return (sum(apres) / len(apres) if apres else None), len(apres)


def _carte(lignes: list[Ligne]) -> Carte:
    codes = dict(Territoire.objects.regions().values_list("pk", "code"))
    parts = {codes[ligne.cle]: ligne.presence for ligne in lignes if ligne.cle in codes and ligne.inscrites}
    return cartographier(_("Par région, part des personnes inscrites qui sont venues."), parts)

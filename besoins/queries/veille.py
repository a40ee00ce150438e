"""The watch seen from above: when, on which axis, where; and what the feeds bring."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce, TruncMonth
from django.utils import timezone

from academie.models import Territoire
from academie.regles import regle
from besoins.models import Article, Signal, SourceVeille
from besoins.statistiques.frise import Frise, dessiner_frise, mois_jusqu_a
from besoins.statistiques.veille import poids, vigueur

MOIS = 24


@dataclass(frozen=True)
class Chronologie:
    """Counts by month and axis over the last MOIS months: `lignes` are (first day of the month, counts, total)."""

    axes: list[str]
    lignes: list[tuple[date, list[int], int]]
    totaux: list[int]
    total: int
    dessin: Frise


def chronologie(signaux, jusqu_au: date | None = None) -> Chronologie:
    """Count `signaux` by month and axis in one query."""
    mois = mois_jusqu_a(jusqu_au or timezone.localdate(), MOIS)
    comptes = defaultdict(int)
    par_mois = signaux.filter(observe_le__gte=mois[0]).order_by().annotate(mois=TruncMonth("observe_le"))
    for ligne in par_mois.values("mois", "axe").annotate(nombre=Count("pk")):
        comptes[ligne["mois"], ligne["axe"]] = ligne["nombre"]
    axes = Signal.Axe.values
    lignes = [(jour, [comptes[jour, axe] for axe in axes]) for jour in mois]
    totaux = [sum(nombres[rang] for _jour, nombres in lignes) for rang in range(len(axes))]
    libelles = [str(axe.label) for axe in Signal.Axe]
    rangees = [
        (f"{libelle} ({totaux[rang]})", [nombres[rang] for _jour, nombres in lignes])
        for rang, libelle in enumerate(libelles)
    ]
    return Chronologie(
        axes=libelles,
        lignes=[(jour, nombres, sum(nombres)) for jour, nombres in lignes],
        totaux=totaux,
        total=sum(totaux),
        dessin=dessiner_frise(mois, rangees),
    )


@dataclass(frozen=True)
class Chaleur:
    """What an axis weighs today: the sum of its signals' weights, each halved every `signal.demi_vie` days."""

    axe: str
    libelle: str
    signaux: int
    vifs: int
    poids: float


def chaleur(signaux, jour: date | None = None) -> list[Chaleur]:
    """The axes, the hottest first, in one query. A fact confirmed later counts from its last observation."""
    jour, demi_vie = jour or timezone.localdate(), regle("signal.demi_vie")
    du_fait = Signal.objects.actifs().filter(fait=OuterRef("fait")).order_by().values("fait")
    dernier = Coalesce(Subquery(du_fait.annotate(dernier=Max("observe_le")).values("dernier")), "observe_le")
    groupes = signaux.order_by().annotate(dernier=dernier).values("axe", "dernier").annotate(nombre=Count("pk"))
    sommes = {axe: [0, 0, 0.0] for axe in Signal.Axe}
    for groupe in groupes:
        valeur, somme = poids((jour - groupe["dernier"]).days, demi_vie), sommes[Signal.Axe(groupe["axe"])]
        somme[0] += groupe["nombre"]
        somme[1] += groupe["nombre"] if vigueur(valeur) == "vif" else 0
        somme[2] += groupe["nombre"] * valeur
    axes = [Chaleur(axe.value, str(axe.label), *somme) for axe, somme in sommes.items()]
    return sorted(axes, key=lambda axe: -axe.poids)


def par_region(signaux) -> list[tuple[Territoire, int]]:
    """How many signals each région has, every région listed. What has no territory is not on a map."""
    localises = signaux.order_by().filter(territoire__isnull=False)
    region = Coalesce("territoire__region", "territoire")
    comptes = dict(
        localises.annotate(region=region).values("region").annotate(nombre=Count("pk")).values_list("region", "nombre")
    )
    return [(territoire, comptes.get(territoire.pk, 0)) for territoire in Territoire.objects.regions().order_by("nom")]


def articles_trouves(articles, *, q: str = "", source: SourceVeille | None = None, etat: str = ""):
    """Items of feeds, latest first; the new ones unless `etat` says otherwise ("tous": all)."""
    if q:
        articles = articles.filter(Q(titre__icontains=q) | Q(resume__icontains=q))
    if source:
        articles = articles.filter(source=source)
    if etat != "tous":
        articles = articles.filter(etat=etat or Article.Etat.NOUVEAU)
    ailleurs = Article.objects.filter(adresse=OuterRef("adresse"), pk__lt=OuterRef("pk")).exclude(adresse="")
    return (
        articles.select_related("source", "signal")
        .annotate(deja_dans=Subquery(ailleurs.order_by("pk").values("source__nom")[:1]))
        .order_by("-publie_le", "-pk")
    )


def sources_suivies(sources) -> Sequence[SourceVeille]:
    """Sources with their figures, those in trouble and the feeds first."""
    nouveaux = Article.objects.filter(source=OuterRef("pk"), etat=Article.Etat.NOUVEAU).order_by().values("source")
    signaux = Signal.objects.filter(source=OuterRef("pk")).order_by().values("source")
    return sources.annotate(
        nombre_articles=Coalesce(Subquery(nouveaux.annotate(nombre=Count("pk")).values("nombre")), 0),
        nombre_signaux=Coalesce(Subquery(signaux.annotate(nombre=Count("pk")).values("nombre")), 0),
        est_flux=Q(genre=SourceVeille.Genre.FLUX),
    ).order_by("-est_flux", "nom", "pk")

"""A yearly plan as the solver reads it, and as people read it: what it covers, what it leaves out, what it breaks."""

from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256

from django.db.models import OuterRef, Prefetch, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from academie.francais import enumeration, nombre, pourcentage
from academie.models import Territoire
from besoins.models import (
    BesoinDuPlan,
    Calcul,
    DemandeDuPlan,
    DisponibiliteDuPlan,
    LigneDuPlan,
    PlanAnnuel,
    ProgrammeDuPlan,
)
from besoins.optimisation import Attente, Bilan, Disponibilite, Genre, Instance, Manquement, Offre, Plan, evaluer

CENT = 100
REGIONS_NOMMEES = 4


@dataclass(frozen=True)
class Chiffre:
    """A figure with what it counts."""

    valeur: str
    libelle: str
    precision: str = ""


@dataclass(frozen=True)
class Chiffres:
    """Everything a plan is made of, in a constant number of queries; keys are those of the rows."""

    plan: PlanAnnuel
    besoins: dict[int, BesoinDuPlan]
    programmes: dict[int, ProgrammeDuPlan]
    disponibilites: dict[int, DisponibiliteDuPlan]
    planchers: dict[int, int]
    lignes: dict[tuple[int, int], LigneDuPlan]
    regions: dict[int, Territoire]

    @cached_property
    def instance(self) -> Instance:
        """Needs that weigh nothing are left aside."""
        return Instance(
            besoins={
                pk: Attente(besoin.poids, {d.region_id: d.effectif for d in besoin.demandes.all() if d.effectif})
                for pk, besoin in self.besoins.items()
                if besoin.poids
            },
            programmes={
                pk: Offre(
                    programme.demi_journees,
                    programme.places,
                    {reponse.besoin_id: reponse.part for reponse in programme.reponses.all() if reponse.part},
                    programme.maximum,
                )
                for pk, programme in self.programmes.items()
            },
            formateurs={pk: _disponibilite(ligne) for pk, ligne in self.disponibilites.items()},
            budget=self.plan.budget,
            maximum=self.plan.sessions_maximum,
            planchers=self.planchers,
            verrous={cellule: ligne.nombre for cellule, ligne in self.lignes.items() if ligne.verrouille},
        )

    @cached_property
    def sessions(self) -> Plan:
        return {cellule: ligne.nombre for cellule, ligne in self.lignes.items() if ligne.nombre}

    @cached_property
    def proposition(self) -> Plan:
        return {cellule: ligne.propose for cellule, ligne in self.lignes.items() if ligne.propose}

    @cached_property
    def bilan(self) -> Bilan:
        return evaluer(self.instance, self.sessions)

    @property
    def empreinte(self) -> str:
        """What the figures are known by: it changes as soon as one of them does. Locks are no figure."""
        i = self.instance
        texte = repr((sorted(i.besoins.items()), sorted(i.programmes.items(), key=lambda c: c[0]), i.budget, i.maximum, sorted(i.planchers.items())))  # fmt: skip
        formateurs = [(pk, f.demi_journees, _tri(f.regions), _tri(f.programmes)) for pk, f in sorted(i.formateurs.items())]  # fmt: skip
        return sha256(f"{texte}{formateurs}".encode()).hexdigest()


def plans_annuels(plans: QuerySet) -> QuerySet:
    """The list: the last year first, each with its sessions and the state of its last computation."""
    sessions = (
        LigneDuPlan.objects.filter(programme__plan=OuterRef("pk"))
        .order_by()
        .values("programme__plan")
        .annotate(total=Sum("nombre"))
        .values("total")
    )
    return plans.select_related("cree_par", "adopte_par").annotate(sessions=Coalesce(Subquery(sessions), 0))


def chiffres_du_plan(plan: PlanAnnuel) -> Chiffres:
    demandes = DemandeDuPlan.objects.order_by("region__nom", "pk")
    besoins = plan.besoins.select_related("besoin").prefetch_related(Prefetch("demandes", demandes))
    programmes = plan.programmes.select_related("version__programme").prefetch_related("reponses")
    disponibilites = plan.disponibilites.select_related("formateur").prefetch_related("regions", "programmes")
    lignes = LigneDuPlan.objects.filter(programme__plan=plan)
    return Chiffres(
        plan=plan,
        besoins={besoin.pk: besoin for besoin in besoins.order_by("-poids", "pk")},
        programmes={programme.pk: programme for programme in programmes},
        disponibilites={disponibilite.pk: disponibilite for disponibilite in disponibilites},
        planchers={p.region_id: p.demi_journees for p in plan.planchers.all() if p.demi_journees},
        lignes={(ligne.programme_id, ligne.region_id): ligne for ligne in lignes},
        regions={region.pk: region for region in Territoire.objects.regions().order_by("recherche", "pk")},
    )


def dernier_calcul(plan: PlanAnnuel) -> Calcul | None:
    return plan.calculs.select_related("demande_par").order_by("-demande_le", "-pk").first()


def heures(n: int) -> str:
    """3 is "3 demi-journées"."""
    return ngettext("%(n)s demi-journée", "%(n)s demi-journées", n) % {"n": nombre(n)}


def part(valeur: int, total: int) -> str:
    return pourcentage(valeur / total if total else 0)


def chiffres_cles(chiffres: Chiffres) -> list[Chiffre]:
    """What the plan is, in a few figures."""
    bilan, plan = chiffres.bilan, chiffres.plan
    reste = plan.budget - bilan.demi_journees
    usage = ngettext("%(n)s non utilisée", "%(n)s non utilisées", reste) if reste > 0 else _("%(n)s de trop")
    budget = _("sur %(n)s") % {"n": nombre(plan.budget)}
    attendues = sum(sum(attente.effectifs.values()) for attente in chiffres.instance.besoins.values())
    return [
        Chiffre(part(bilan.valeur, bilan.total), _("besoin pondéré couvert")),
        Chiffre(
            personnes(sum(bilan.couverts.values())), _("attentes couvertes"), _("sur %(n)s") % {"n": nombre(attendues)}
        ),
        Chiffre(nombre(bilan.sessions), ngettext("session", "sessions", bilan.sessions)),
        Chiffre(
            nombre(bilan.demi_journees),
            ngettext("demi-journée", "demi-journées", bilan.demi_journees),
            f"{budget}, {usage % {'n': nombre(abs(reste))}}" if reste else budget,
        ),
    ]


def personnes(centiemes: int) -> str:
    """Hundredths of people: 1250 is "12,5"."""
    return nombre(centiemes / CENT, 0 if centiemes % CENT == 0 else 1)


@dataclass(frozen=True)
class Case:
    nombre: int
    propose: int
    verrouille: bool
    utile: bool

    @property
    def change(self) -> bool:
        return self.nombre != self.propose


@dataclass(frozen=True)
class LigneProgramme:
    """A programme: its runs région by région, in the order of `regions_du_plan`."""

    programme: ProgrammeDuPlan
    cases: list[Case]
    sessions: int
    demi_journees: int


@dataclass(frozen=True)
class LigneBesoin:
    """A need: what the plan covers of it, and where it leaves people out."""

    besoin: BesoinDuPlan
    attendues: str
    couvertes: str
    part: str
    barre: int
    oublies: str


@dataclass(frozen=True)
class LigneRegion:
    region: Territoire
    demi_journees: int
    plancher: int
    tenu: bool
    attendues: str
    part: str
    barre: int


@dataclass(frozen=True)
class LigneFormateur:
    disponibilite: DisponibiliteDuPlan
    prises: int
    ou: str
    quoi: str


def regions_du_plan(chiffres: Chiffres) -> list[Territoire]:
    """Where somebody expects something, a floor is set or a session is planned."""
    attendues = {region for attente in chiffres.instance.besoins.values() for region in attente.effectifs}
    prevues = {region for _programme, region in chiffres.sessions}
    return [r for pk, r in chiffres.regions.items() if pk in attendues | prevues | chiffres.planchers.keys()]


def table_des_sessions(chiffres: Chiffres) -> list[LigneProgramme]:
    regions = regions_du_plan(chiffres)
    lignes = []
    for pk, programme in chiffres.programmes.items():
        cases = [_case(chiffres, (pk, region.pk)) for region in regions]
        sessions = sum(case.nombre for case in cases)
        lignes.append(LigneProgramme(programme, cases, sessions, sessions * programme.demi_journees))
    return lignes


def table_des_besoins(chiffres: Chiffres) -> list[LigneBesoin]:
    return [_ligne_besoin(chiffres, besoin) for besoin in chiffres.besoins.values()]


def table_des_regions(chiffres: Chiffres) -> list[LigneRegion]:
    lignes, bilan = [], chiffres.bilan
    for region in regions_du_plan(chiffres):
        couverts = {b: couvert for (b, r), couvert in bilan.couverts.items() if r == region.pk}
        besoins = chiffres.instance.besoins
        valeur = sum(besoins[b].poids * couvert for b, couvert in couverts.items())
        total = sum(CENT * besoins[b].poids * besoins[b].effectifs[region.pk] for b in couverts)
        heures, plancher = bilan.par_region.get(region.pk, 0), chiffres.planchers.get(region.pk, 0)
        attendues = sum(besoins[b].effectifs[region.pk] for b in couverts)
        lignes.append(
            LigneRegion(
                region,
                heures,
                plancher,
                heures >= plancher,
                nombre(attendues),
                part(valeur, total),
                _barre(valeur, total),
            )
        )
    return lignes


def table_des_formateurs(chiffres: Chiffres) -> list[LigneFormateur]:
    return [
        LigneFormateur(
            disponibilite,
            chiffres.bilan.charges.get(pk, 0),
            enumeration(region.nom for region in disponibilite.regions.all()) or _("toutes les régions"),
            enumeration(f"« {chiffres.programmes[p.pk]} »" for p in disponibilite.programmes.all())
            or _("tous les programmes"),
        )
        for pk, disponibilite in chiffres.disponibilites.items()
    ]


def manquements(chiffres: Chiffres) -> list[str]:
    """What the plan, as it is, does not respect, in sentences."""
    return [dire_manquement(chiffres, manquement) for manquement in respectables(chiffres.bilan)]


def respectables(bilan: Bilan) -> list[Manquement]:
    """What a person is told: a lock is for the solver, whoever set it may move it."""
    return [manquement for manquement in bilan.manquements if manquement.genre != Genre.VERROU]


def dire_manquement(chiffres: Chiffres, manquement: Manquement) -> str:
    faits = {
        "demande": nombre(manquement.demande),
        "trouve": nombre(manquement.trouve),
        "heures": heures(manquement.demande),
    }
    match manquement.genre, manquement.cle:
        case Genre.BUDGET, _cle:
            phrase = _("Le budget est de %(heures)s, le plan en prend %(trouve)s.")
        case Genre.MAXIMUM, _cle:
            phrase = _("Le plan est limité à %(demande)s sessions, il en prévoit %(trouve)s.")
        case Genre.PROGRAMME, int(pk):
            faits["nom"] = str(chiffres.programmes[pk])
            phrase = _("« %(nom)s » est limité à %(demande)s sessions dans l'année, le plan en prévoit %(trouve)s.")
        case Genre.PLANCHER, int(pk):
            faits["nom"] = chiffres.regions[pk].nom
            phrase = _("%(nom)s : le plancher est de %(heures)s, le plan en donne %(trouve)s.")
        case _:
            phrase = _(
                "Le plan prend %(heures)s ; là où elles sont, les formatrices et formateurs ne peuvent en animer que "
                "%(trouve)s."
            )
    return phrase % faits


def _disponibilite(ligne: DisponibiliteDuPlan) -> Disponibilite:
    regions = frozenset(region.pk for region in ligne.regions.all())
    programmes = frozenset(programme.pk for programme in ligne.programmes.all())
    return Disponibilite(ligne.demi_journees, regions or None, programmes or None)


def _tri(cles: frozenset[int] | None) -> list[int] | None:
    return None if cles is None else sorted(cles)


def _case(chiffres: Chiffres, cellule: tuple[int, int]) -> Case:
    utile = cellule in chiffres.instance.utiles
    ligne = chiffres.lignes.get(cellule)
    return Case(ligne.nombre, ligne.propose, ligne.verrouille, utile) if ligne else Case(0, 0, False, utile)


def _ligne_besoin(chiffres: Chiffres, besoin: BesoinDuPlan) -> LigneBesoin:
    demandes = {d.region_id: d.effectif for d in besoin.demandes.all() if d.effectif}
    couverts = {region: chiffres.bilan.couverts.get((besoin.pk, region), 0) for region in demandes}
    total, couvert = CENT * sum(demandes.values()), sum(couverts.values())
    restes = {region: CENT * effectif - couverts[region] for region, effectif in demandes.items()}
    oublies = sorted((region for region, reste in restes.items() if reste), key=lambda region: -restes[region])
    noms = [f"{chiffres.regions[region].nom} ({personnes(restes[region])})" for region in oublies[:REGIONS_NOMMEES]]
    if autres := len(oublies) - REGIONS_NOMMEES:
        noms += [ngettext("%(n)s autre région", "%(n)s autres régions", autres) % {"n": autres}] if autres > 0 else []
    return LigneBesoin(
        besoin,
        nombre(sum(demandes.values())),
        personnes(couvert),
        part(couvert, total),
        _barre(couvert, total),
        enumeration(noms),
    )


def _barre(valeur: int, total: int) -> int:
    return round(100 * valeur / total) if total else 0

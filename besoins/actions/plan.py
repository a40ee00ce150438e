"""A yearly plan, figure by figure. Whatever the solver proposes, a person decides; adopted, it is frozen."""

from collections.abc import Mapping
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from academie.models import Territoire, Utilisateur
from academie.regles import Refus, regle
from besoins.models import (
    BesoinDuPlan,
    Calcul,
    DemandeDuPlan,
    DisponibiliteDuPlan,
    LigneDuPlan,
    PlanAnnuel,
    PlancherDuPlan,
    ProgrammeDuPlan,
    ReponseDuPlan,
)
from besoins.queries.plan_initial import (
    besoins_a_couvrir,
    effectifs_attendus,
    formateurs_du_jour,
    programmes_du_catalogue,
)


@transaction.atomic
def creer_plan(
    *,
    annee: int,
    titre: str,
    budget: int,
    sessions_maximum: int | None,
    disponibilite: int,
    plancher: int,
    par: Utilisateur,
    le: datetime | None = None,
) -> PlanAnnuel:
    """Begin a plan from what the base knows. `disponibilite` half-days for each trainer, `plancher` for each région
    where somebody expects something. The same plan sent twice by the same person is the same plan.

    Raises:
        Refus: another plan of that year has this title.
    """
    if ancien := PlanAnnuel.objects.filter(annee=annee, titre=titre).first():
        if ancien.cree_par_id == par.pk and ancien.etat == PlanAnnuel.Etat.BROUILLON and ancien.budget == budget:
            return ancien
        raise _titre_pris()
    plan = PlanAnnuel(annee=annee, titre=titre, budget=budget, sessions_maximum=sessions_maximum)
    plan.cree_par, plan.cree_le = par, le or timezone.now()
    plan.save()
    _completer(plan, disponibilite)
    demandes = DemandeDuPlan.objects.filter(besoin__plan=plan, effectif__gt=0)
    PlancherDuPlan.objects.bulk_create(
        PlancherDuPlan(plan=plan, region_id=region, demi_journees=plancher)
        for region in demandes.order_by("region").values_list("region", flat=True).distinct()
        if plancher
    )
    return plan


@transaction.atomic
def completer_plan(*, plan: PlanAnnuel) -> PlanAnnuel:
    """Add the needs retained, the programmes published and the trainers come since. What is there stays as it is.

    Raises:
        Refus: the plan is adopted, or being computed.
    """
    plan = verrouiller_plan(plan)
    _completer(plan, 0)
    return plan


@transaction.atomic
def modifier_plan(*, plan: PlanAnnuel, annee: int, titre: str, budget: int, sessions_maximum: int | None) -> PlanAnnuel:
    """Raises Refus: the plan is adopted or being computed, or another one has this title."""
    plan = verrouiller_plan(plan)
    plan.annee, plan.titre, plan.budget, plan.sessions_maximum = annee, titre, budget, sessions_maximum
    try:
        with transaction.atomic():
            plan.save()
    except IntegrityError as erreur:
        raise _titre_pris() from erreur
    return plan


@transaction.atomic
def peser_besoin(*, besoin: BesoinDuPlan, poids: int, effectifs: Mapping[Territoire, int]) -> BesoinDuPlan:
    """Say what a need weighs, and how many people expect it in each région.

    Raises:
        Refus: the plan is adopted or being computed.
    """
    verrouiller_plan(besoin.plan)
    BesoinDuPlan.objects.filter(pk=besoin.pk).update(poids=poids)
    DemandeDuPlan.objects.bulk_create(
        [DemandeDuPlan(besoin=besoin, region=region, effectif=effectif) for region, effectif in effectifs.items()],
        update_conflicts=True,
        unique_fields=["besoin", "region"],
        update_fields=["effectif"],
    )
    return BesoinDuPlan.objects.get(pk=besoin.pk)


@transaction.atomic
def regler_programme(
    *,
    programme: ProgrammeDuPlan,
    demi_journees: int,
    places: int,
    maximum: int | None,
    parts: Mapping[BesoinDuPlan, int],
) -> ProgrammeDuPlan:
    """Say what a run takes and gives.

    Raises:
        Refus: the plan is adopted or being computed.
    """
    verrouiller_plan(programme.plan)
    ProgrammeDuPlan.objects.filter(pk=programme.pk).update(demi_journees=demi_journees, places=places, maximum=maximum)
    ReponseDuPlan.objects.bulk_create(
        [ReponseDuPlan(programme=programme, besoin=besoin, part=part) for besoin, part in parts.items()],
        update_conflicts=True,
        unique_fields=["programme", "besoin"],
        update_fields=["part"],
    )
    return ProgrammeDuPlan.objects.get(pk=programme.pk)


@transaction.atomic
def poser_planchers(*, plan: PlanAnnuel, planchers: Mapping[Territoire, int]) -> PlanAnnuel:
    """Say the half-days that each région gets at least.

    Raises:
        Refus: the plan is adopted or being computed.
    """
    plan = verrouiller_plan(plan)
    PlancherDuPlan.objects.bulk_create(
        [PlancherDuPlan(plan=plan, region=region, demi_journees=nombre) for region, nombre in planchers.items()],
        update_conflicts=True,
        unique_fields=["plan", "region"],
        update_fields=["demi_journees"],
    )
    return plan


@transaction.atomic
def regler_disponibilite(
    *, disponibilite: DisponibiliteDuPlan, demi_journees: int, regions, programmes
) -> DisponibiliteDuPlan:
    """Say what a trainer can give, where and for what; no région or no programme: all of them.

    Raises:
        Refus: the plan is adopted or being computed.
    """
    verrouiller_plan(disponibilite.plan)
    DisponibiliteDuPlan.objects.filter(pk=disponibilite.pk).update(demi_journees=demi_journees)
    disponibilite.regions.set(regions)
    disponibilite.programmes.set(programmes)
    return DisponibiliteDuPlan.objects.get(pk=disponibilite.pk)


@transaction.atomic
def fixer_sessions(*, programme: ProgrammeDuPlan, region: Territoire, nombre: int, verrouille: bool) -> LigneDuPlan:
    """Decide how many times a programme runs in a région. Locked, the next computation leaves it alone.

    Raises:
        Refus: the plan is adopted or being computed.
    """
    verrouiller_plan(programme.plan)
    ligne, _nouvelle = LigneDuPlan.objects.update_or_create(
        programme=programme, region=region, defaults={"nombre": nombre, "verrouille": verrouille}
    )
    return ligne


@transaction.atomic
def reprendre_proposition(*, plan: PlanAnnuel) -> PlanAnnuel:
    """Give up every change made by hand: the numbers are those proposed, and nothing is locked.

    Raises:
        Refus: the plan is adopted or being computed.
    """
    plan = verrouiller_plan(plan)
    lignes = LigneDuPlan.objects.filter(programme__plan=plan)
    lignes.filter(propose=0).delete()
    for ligne in lignes:
        ligne.nombre, ligne.verrouille = ligne.propose, False
        ligne.save(update_fields=["nombre", "verrouille"])
    return plan


@transaction.atomic
def adopter_plan(*, plan: PlanAnnuel, par: Utilisateur, le: datetime | None = None) -> PlanAnnuel:
    """Freeze a plan. A person may adopt one that breaks a floor: the page says what it breaks.

    Raises:
        Refus: no session in it, or it is being computed.
    """
    plan = PlanAnnuel.objects.select_for_update().get(pk=plan.pk)
    if plan.etat == PlanAnnuel.Etat.ADOPTE:
        return plan
    plan = verrouiller_plan(plan)
    if not LigneDuPlan.objects.filter(programme__plan=plan, nombre__gt=0).exists():
        raise Refus(
            _("Ce plan ne prévoit aucune session : lancez le calcul, ou fixez des nombres, avant de l'adopter.")
        )
    plan.adopter(par=par, le=le or timezone.now())
    plan.save()
    return plan


@transaction.atomic
def supprimer_plan(*, plan: PlanAnnuel) -> None:
    """Forget a draft.

    Raises:
        Refus: it is adopted, or being computed.
    """
    verrouiller_plan(plan)
    plan.delete()


def exiger_brouillon(plan: PlanAnnuel) -> None:
    """Raises Refus: it is adopted."""
    if plan.etat == PlanAnnuel.Etat.ADOPTE:
        raise Refus(_("Ce plan est adopté : il ne change plus. Préparez-en un autre, vous pourrez les comparer."))


def verrouiller_plan(plan: PlanAnnuel) -> PlanAnnuel:
    """The plan, locked, that may be written in. A computation that gives no sign of life is over.

    Raises:
        Refus: it is adopted, or a computation is going on.
    """
    plan = PlanAnnuel.objects.select_for_update().get(pk=plan.pk)
    exiger_brouillon(plan)
    if calcul := plan.calculs.select_for_update().filter(etat__in=Calcul.ACTIFS).first():
        le = timezone.now()
        if not calcul.est_muet(le):
            raise Refus(
                _("Un calcul de ce plan est en cours : attendez qu'il finisse, ou arrêtez-le, puis recommencez.")
            )
        calcul.interrompre(le=le)
        calcul.save()
    return plan


def _titre_pris() -> Refus:
    return Refus(_("Un plan de cette année porte déjà ce titre : donnez-en un autre."), champ="titre")


def _completer(plan: PlanAnnuel, disponibilite: int) -> None:
    poids = besoins_a_couvrir()
    connus = set(plan.besoins.values_list("besoin", flat=True))
    nouveaux = BesoinDuPlan.objects.bulk_create(
        BesoinDuPlan(plan=plan, besoin=besoin, poids=valeur)
        for besoin, valeur in poids.items()
        if besoin.pk not in connus
    )
    attendus = effectifs_attendus(list(poids))
    DemandeDuPlan.objects.bulk_create(
        DemandeDuPlan(besoin=nouveau, region_id=region, effectif=effectif)
        for nouveau in nouveaux
        for region, effectif in attendus[nouveau.besoin_id].items()
    )
    programmes = _programmes(plan)
    _reponses(plan, programmes)
    presents = plan.disponibilites.values("formateur")
    DisponibiliteDuPlan.objects.bulk_create(
        DisponibiliteDuPlan(plan=plan, formateur=formateur, demi_journees=disponibilite)
        for formateur in formateurs_du_jour().exclude(pk__in=presents)
    )


def _programmes(plan: PlanAnnuel) -> dict[ProgrammeDuPlan, dict[int, int]]:
    """Every programme of the plan, the new ones included, with the shares known today of those of the catalogue."""
    catalogue = {connu.version.pk: connu for connu in programmes_du_catalogue()}
    presents = set(plan.programmes.values_list("version", flat=True))
    ProgrammeDuPlan.objects.bulk_create(
        ProgrammeDuPlan(
            plan=plan, version=connu.version, demi_journees=connu.demi_journees, places=regle("plan.places")
        )
        for pk, connu in catalogue.items()
        if pk not in presents
    )
    return {
        programme: catalogue[programme.version_id].parts
        for programme in plan.programmes.all()
        if programme.version_id in catalogue
    }


def _reponses(plan: PlanAnnuel, programmes: dict[ProgrammeDuPlan, dict[int, int]]) -> None:
    besoins = {besoin.besoin_id: besoin for besoin in plan.besoins.all()}
    ReponseDuPlan.objects.bulk_create(
        [
            ReponseDuPlan(programme=programme, besoin=besoins[besoin], part=part)
            for programme, parts in programmes.items()
            for besoin, part in parts.items()
            if besoin in besoins
        ],
        ignore_conflicts=True,
    )

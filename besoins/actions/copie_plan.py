"""Another hypothesis: a plan taken again with all its figures, to change some and compare."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from academie.models import Utilisateur
from academie.regles import Refus
from besoins.models import (
    BesoinDuPlan,
    DemandeDuPlan,
    DisponibiliteDuPlan,
    LigneDuPlan,
    PlanAnnuel,
    PlancherDuPlan,
    ProgrammeDuPlan,
    ReponseDuPlan,
)


@transaction.atomic
def copier_plan(
    *, plan: PlanAnnuel, annee: int, titre: str, par: Utilisateur, le: datetime | None = None
) -> PlanAnnuel:
    """A draft with the figures and the numbers of `plan`, adopted or not. Sent twice by the same person, made once.

    Raises:
        Refus: another plan of that year has this title.
    """
    ancienne = PlanAnnuel.objects.filter(annee=annee, titre=titre).first()
    if ancienne and ancienne.pk != plan.pk and ancienne.copie_de_id == plan.pk and ancienne.cree_par_id == par.pk:
        return ancienne
    if ancienne:
        raise Refus(_("Un plan de cette année porte déjà ce titre\u00a0: donnez-en un autre."), champ="titre")
    copie = PlanAnnuel.objects.create(
        annee=annee,
        titre=titre,
        budget=plan.budget,
        sessions_maximum=plan.sessions_maximum,
        copie_de=plan,
        cree_par=par,
        cree_le=le or timezone.now(),
    )
    besoins = {
        ancien.pk: BesoinDuPlan(plan=copie, besoin_id=ancien.besoin_id, poids=ancien.poids)
        for ancien in plan.besoins.all()
    }
    programmes = {
        ancien.pk: ProgrammeDuPlan(
            plan=copie,
            version_id=ancien.version_id,
            demi_journees=ancien.demi_journees,
            places=ancien.places,
            maximum=ancien.maximum,
        )
        for ancien in plan.programmes.all()
    }
    BesoinDuPlan.objects.bulk_create(besoins.values())
    ProgrammeDuPlan.objects.bulk_create(programmes.values())
    _copier_les_chiffres(plan, copie, besoins, programmes)
    _copier_les_disponibilites(plan, copie, programmes)
    return copie


def _copier_les_chiffres(plan, copie, besoins: dict[int, BesoinDuPlan], programmes: dict[int, ProgrammeDuPlan]) -> None:
    DemandeDuPlan.objects.bulk_create(
        DemandeDuPlan(besoin=besoins[d.besoin_id], region_id=d.region_id, effectif=d.effectif)
        for d in DemandeDuPlan.objects.filter(besoin__plan=plan)
    )
    ReponseDuPlan.objects.bulk_create(
        ReponseDuPlan(programme=programmes[r.programme_id], besoin=besoins[r.besoin_id], part=r.part)
        for r in ReponseDuPlan.objects.filter(programme__plan=plan)
    )
    PlancherDuPlan.objects.bulk_create(
        PlancherDuPlan(plan=copie, region_id=p.region_id, demi_journees=p.demi_journees) for p in plan.planchers.all()
    )
    LigneDuPlan.objects.bulk_create(
        LigneDuPlan(
            programme=programmes[ligne.programme_id],
            region_id=ligne.region_id,
            nombre=ligne.nombre,
            propose=ligne.propose,
            verrouille=ligne.verrouille,
        )
        for ligne in LigneDuPlan.objects.filter(programme__plan=plan)
    )


def _copier_les_disponibilites(plan, copie, programmes: dict[int, ProgrammeDuPlan]) -> None:
    for ancienne in plan.disponibilites.prefetch_related("regions", "programmes"):
        nouvelle = DisponibiliteDuPlan.objects.create(
            plan=copie, formateur_id=ancienne.formateur_id, demi_journees=ancienne.demi_journees
        )
        nouvelle.regions.set(ancienne.regions.all())
        nouvelle.programmes.set([programmes[programme.pk] for programme in ancienne.programmes.all()])

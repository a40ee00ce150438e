"""The search of the best plan: asked for once, followed, stopped, and never lost without a word."""

from datetime import datetime
from functools import partial

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from academie.models import Utilisateur
from academie.regles import Refus, regle
from besoins.actions.plan import verrouiller_plan
from besoins.models import Calcul, LigneDuPlan, PlanAnnuel
from besoins.optimisation import Issue, Plan, Progres, Resultat, conflit, resoudre
from besoins.queries.conflit import dire_conflit
from besoins.queries.plan import Chiffres, chiffres_du_plan

Etat = Calcul.Etat


@transaction.atomic
def demander_calcul(*, plan: PlanAnnuel, par: Utilisateur, le: datetime | None = None) -> tuple[Calcul, bool]:
    """Ask for the best plan; the second value says whether it is to be queued. Asked twice, computed once.

    Raises:
        Refus: the plan is adopted, or lacks what a plan is made of.
    """
    le = le or timezone.now()
    plan = PlanAnnuel.objects.select_for_update().get(pk=plan.pk)
    if (actif := plan.calculs.filter(etat__in=Calcul.ACTIFS).first()) and not actif.est_muet(le):
        return actif, False
    plan = verrouiller_plan(plan)
    _exiger_de_quoi_calculer(plan)
    return plan.calculs.create(demande_par=par, demande_le=le), True


def executer_calcul(calcul_id: int) -> None:
    """Search, tell progress second by second, then write the proposal: not one transaction, so that others see it."""
    if (chiffres := _commencer(calcul_id)) is None:
        return
    instance = chiffres.instance
    resultat = resoudre(instance, secondes=regle("plan.temps_calcul"), suivre=partial(_suivre, calcul_id))
    raisons = []
    if resultat.issue == Issue.IMPOSSIBLE:
        raisons = dire_conflit(chiffres, conflit(instance, battre=partial(_battre, calcul_id)))
    _conclure(calcul_id, resultat, raisons)


@transaction.atomic
def arreter_calcul(*, plan: PlanAnnuel, le: datetime | None = None) -> None:
    """Stop the search that is going on: the best plan found so far is kept. Nothing to stop, nothing done."""
    le = le or timezone.now()
    PlanAnnuel.objects.select_for_update().get(pk=plan.pk)
    calcul = plan.calculs.select_for_update().filter(etat__in=Calcul.ACTIFS).first()
    if calcul is None:
        return
    if calcul.etat == Etat.EN_ATTENTE:
        calcul.arreter(le=le)
    elif calcul.est_muet(le):
        calcul.interrompre(le=le)
    else:
        calcul.arret_demande = True
    calcul.save()


@transaction.atomic
def abandonner_calcul(calcul_id: int) -> None:
    """Say on its page that an unforeseen error stopped it."""
    calcul = Calcul.objects.select_for_update().get(pk=calcul_id)
    if calcul.actif:
        calcul.echouer(le=timezone.now())
        calcul.save()


def constater_interruptions(*, le: datetime | None = None) -> None:
    """Computations whose worker was killed are over: they may be asked for again."""
    le = le or timezone.now()
    for calcul in Calcul.objects.filter(etat=Etat.EN_COURS):
        with transaction.atomic():
            calcul = Calcul.objects.select_for_update().get(pk=calcul.pk)
            if calcul.est_muet(le):
                calcul.interrompre(le=le)
                calcul.save()


def _exiger_de_quoi_calculer(plan: PlanAnnuel) -> None:
    if not plan.besoins.filter(poids__gt=0, demandes__effectif__gt=0).exists():
        raise Refus(
            _("Personne n'attend rien dans ce plan : donnez à un besoin un poids, et à une région des personnes.")
        )
    if not plan.programmes.exists():
        raise Refus(_("Aucun programme publié ne figure dans ce plan : publiez-en un, puis complétez le plan."))
    if not plan.disponibilites.filter(demi_journees__gt=0).exists():
        raise Refus(_("Personne n'a de demi-journée à donner dans ce plan : indiquez les disponibilités."))


@transaction.atomic
def _commencer(calcul_id: int) -> Chiffres | None:
    """The figures of the plan as they are now; None when somebody else took this computation, or stopped it."""
    calcul = Calcul.objects.select_for_update(of=["self"]).select_related("plan").get(pk=calcul_id)
    if calcul.etat != Etat.EN_ATTENTE:
        return None
    chiffres = chiffres_du_plan(calcul.plan)
    calcul.commencer(le=timezone.now())
    calcul.empreinte, calcul.total = chiffres.empreinte, chiffres.instance.total
    calcul.save()
    return chiffres


def _suivre(calcul_id: int, progres: Progres) -> bool:
    """Keep where the search is; False when it has to stop."""
    en_cours = Calcul.objects.filter(pk=calcul_id, etat=Etat.EN_COURS)
    en_cours.update(valeur=progres.valeur, borne=progres.borne, secondes=progres.secondes, vu_le=timezone.now())
    return en_cours.filter(arret_demande=False).exists()


def _battre(calcul_id: int) -> None:
    Calcul.objects.filter(pk=calcul_id, etat=Etat.EN_COURS).update(vu_le=timezone.now())


@transaction.atomic
def _conclure(calcul_id: int, resultat: Resultat, raisons: list[str]) -> None:
    """Write the proposal, unless this computation was given up for dead meanwhile."""
    calcul = Calcul.objects.select_related("plan").get(pk=calcul_id)
    plan = PlanAnnuel.objects.select_for_update().get(pk=calcul.plan_id)
    calcul = Calcul.objects.select_for_update().get(pk=calcul_id)
    if calcul.etat != Etat.EN_COURS:
        return
    le, calcul.secondes = timezone.now(), resultat.secondes
    if resultat.issue == Issue.IMPOSSIBLE:
        calcul.valeur = calcul.borne = None
        calcul.refuser(le=le, raisons=raisons)
    else:
        calcul.borne = resultat.borne
        calcul.valeur = None if resultat.plan is None else resultat.valeur
        fin = {Issue.OPTIMAL: calcul.prouver, Issue.TEMPS: calcul.epuiser, Issue.ARRET: calcul.arreter}
        fin[resultat.issue](le=le)
        if resultat.plan is not None:
            _proposer(plan, resultat.plan)
    calcul.save()


def _proposer(plan: PlanAnnuel, runs: Plan) -> None:
    lignes = LigneDuPlan.objects.filter(programme__plan=plan)
    verrouillees = set(lignes.filter(verrouille=True).values_list("programme", "region"))
    lignes.filter(verrouille=False).delete()
    lignes.update(propose=F("nombre"))
    LigneDuPlan.objects.bulk_create(
        [
            LigneDuPlan(
                programme_id=programme,
                region_id=region,
                nombre=fois,
                propose=fois,
                verrouille=(programme, region) in verrouillees,
            )
            for (programme, region), fois in runs.items()
        ],
        update_conflicts=True,
        unique_fields=["programme", "region"],
        update_fields=["nombre", "propose"],
    )

"""Two yearly plans: this year's, adopted, and next year's, computed and being discussed."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from academie.models import Territoire, Utilisateur
from besoins.actions.calcul import demander_calcul, executer_calcul
from besoins.actions.plan import adopter_plan, creer_plan, fixer_sessions, regler_disponibilite
from besoins.models import Calcul, LigneDuPlan, PlanAnnuel

ADOPTE_DEPUIS, COMMENCE_DEPUIS = 270, 6
# Where each trainer goes, by the address of their account; the others go everywhere.
TOURNEES = {
    "formateur@demo.example": ("53", "28", "32", "24", "11"),
    "formateur.sud@demo.example": ("76", "93", "94", "75", "84", "27"),
}


def raconter_plans() -> None:
    """Idempotent: told once."""
    if PlanAnnuel.objects.exists():
        return
    auteur = Utilisateur.objects.get(email="gestionnaire@demo.example")
    maintenant = timezone.now()
    annee = timezone.localdate().year
    le = maintenant - timedelta(days=ADOPTE_DEPUIS)
    ancien = _chercher(_("Plan de l'année"), annee, budget=56, disponibilite=20, par=auteur, le=le)
    adopter_plan(plan=ancien, par=auteur, le=le + timedelta(days=9))
    le = maintenant - timedelta(days=COMMENCE_DEPUIS)
    nouveau = _chercher(_("Première hypothèse"), annee + 1, budget=84, disponibilite=30, par=auteur, le=le)
    _changer(nouveau)


def _chercher(titre: str, annee: int, *, budget: int, disponibilite: int, par: Utilisateur, le) -> PlanAnnuel:
    plan = creer_plan(
        annee=annee,
        titre=titre,
        budget=budget,
        sessions_maximum=None,
        disponibilite=disponibilite,
        plancher=2,
        par=par,
        le=le,
    )
    for ligne in plan.disponibilites.select_related("formateur", "plan"):
        regions = Territoire.objects.regions().filter(code__in=TOURNEES.get(ligne.formateur.email, ()))
        regler_disponibilite(
            disponibilite=ligne, demi_journees=ligne.demi_journees, regions=list(regions), programmes=[]
        )
    calcul, _nouveau = demander_calcul(plan=plan, par=par, le=le)
    executer_calcul(calcul.pk)
    Calcul.objects.filter(pk=calcul.pk).update(commence_le=le, vu_le=le, fini_le=le)
    return plan


def _changer(plan: PlanAnnuel) -> None:
    """A person decides otherwise: one run less of what runs most."""
    lignes = LigneDuPlan.objects.filter(programme__plan=plan).select_related("programme__plan", "region")
    ligne = lignes.order_by("-nombre", "programme", "region").first()
    if ligne:
        fixer_sessions(programme=ligne.programme, region=ligne.region, nombre=ligne.nombre - 1, verrouille=True)

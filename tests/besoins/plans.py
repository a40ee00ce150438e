"""A yearly plan to test with: two needs, two programmes, a Breton trainer and one who goes everywhere."""

from academie.models import Territoire
from besoins.actions.calcul import demander_calcul, executer_calcul
from besoins.actions.plan import (
    creer_plan,
    peser_besoin,
    poser_planchers,
    regler_disponibilite,
    regler_programme,
)
from besoins.models import Calcul, LigneDuPlan, PlanAnnuel
from tests.besoins import atelier


def base(d) -> None:
    """What a plan starts from: two retained needs, each answered by a published programme."""
    lourd, leger = atelier.besoin_retenu(d, "Former à l'accueil"), atelier.besoin_retenu(d, "Animer un réseau")
    atelier.version_publiee(d, "Accueillir", besoins=[lourd], minutes=(180, 180))
    atelier.version_publiee(d, "Fédérer", besoins=[leger], minutes=(200,))


def plan(d, titre="Première hypothèse", *, budget=8, **options) -> PlanAnnuel:
    """20 Bretons and 8 people of Occitanie expect the first need, 12 Bretons the second; 4 and 6 half-days to give."""
    if not PlanAnnuel.objects.exists():
        base(d)
    fait = creer_plan(
        annee=2027, titre=titre, budget=budget, sessions_maximum=None, disponibilite=6, plancher=0, par=d.gestionnaire
    )
    poids = {"Former à l'accueil": (90, {d.region: 20, d.autre_region: 8}), "Animer un réseau": (40, {d.region: 12})}
    for besoin in fait.besoins.select_related("besoin", "plan"):
        valeur, effectifs = poids[besoin.besoin.titre]
        peser_besoin(besoin=besoin, poids=valeur, effectifs=effectifs)
    for programme in fait.programmes.select_related("plan"):
        regler_programme(programme=programme, demi_journees=2, places=10, maximum=None, parts={})
    breton = fait.disponibilites.select_related("plan").get(formateur=d.formateur)
    regler_disponibilite(disponibilite=breton, demi_journees=4, regions=[d.region], programmes=[])
    if planchers := options.get("planchers"):
        poser_planchers(plan=fait, planchers=planchers)
    return relire(fait)


def calculer(fait: PlanAnnuel, par) -> Calcul:
    calcul, _nouveau = demander_calcul(plan=fait, par=par)
    executer_calcul(calcul.pk)
    return Calcul.objects.get(pk=calcul.pk)


def plan_calcule(d, titre="Première hypothèse", **options) -> PlanAnnuel:
    fait = plan(d, titre, **options)
    calculer(fait, d.gestionnaire)
    return fait


def sessions(fait: PlanAnnuel) -> dict[tuple[str, str], int]:
    """{(title, région): runs}, zeros left out."""
    lignes = LigneDuPlan.objects.filter(programme__plan=fait).select_related("programme__version__programme", "region")
    return {(str(ligne.programme), ligne.region.nom): ligne.nombre for ligne in lignes if ligne.nombre}


def programme(fait: PlanAnnuel, titre: str):
    return fait.programmes.select_related("plan").get(version__programme__titre=titre)


def besoin(fait: PlanAnnuel, titre: str):
    return fait.besoins.select_related("plan").get(besoin__titre=titre)


def region(code: str) -> Territoire:
    return Territoire.objects.get(genre="region", code=code)


def relire(fait: PlanAnnuel) -> PlanAnnuel:
    return PlanAnnuel.objects.get(pk=fait.pk)

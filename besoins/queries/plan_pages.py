"""What the pages of a yearly plan show, in a constant number of queries whatever its size."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from academie.francais import pourcentage
from academie.models import Utilisateur
from academie.regles import regle
from besoins.models import BesoinDuPlan, Calcul, PlanAnnuel, ProgrammeDuPlan
from besoins.queries.plan import (
    Chiffre,
    Chiffres,
    chiffres_cles,
    chiffres_du_plan,
    dernier_calcul,
    manquements,
    part,
    regions_du_plan,
    table_des_besoins,
    table_des_formateurs,
    table_des_regions,
    table_des_sessions,
)
from besoins.queries.plan_effets import changements, dire_borne, ecarts, effet_des_changements


@dataclass(frozen=True)
class Avancement:
    """Where a search is, in words and as a bar."""

    phrase: str
    secondes: int
    limite: int
    muet: bool


@dataclass(frozen=True)
class BesoinAPeser:
    besoin: BesoinDuPlan
    attendues: int
    regions: int
    programmes: int


@dataclass(frozen=True)
class ProgrammeARegler:
    programme: ProgrammeDuPlan
    reponses: int


TONS = {
    Calcul.Etat.OPTIMAL: "succes",
    Calcul.Etat.TEMPS: "info",
    Calcul.Etat.ARRETE: "info",
}


def page_du_plan(plan: PlanAnnuel, lecteur: Utilisateur) -> dict:
    chiffres, calcul = chiffres_du_plan(plan), dernier_calcul(plan)
    modifies = changements(chiffres) if chiffres.proposition else []
    actif, etablit = bool(calcul and calcul.actif), lecteur.has_perm("plan.etablir", plan)
    modifiable = etablit and plan.etat == PlanAnnuel.Etat.BROUILLON
    verrous = sum(ligne.verrouille for ligne in chiffres.lignes.values())
    return {
        "chiffres": chiffres_cles(chiffres),
        "calcul": calcul,
        "avancement": avancement(calcul) if actif else None,
        "ton_du_calcul": TONS.get(calcul.etat, "alerte") if calcul else "",
        "borne": dire_borne(calcul) if calcul and not actif else "",
        "perime": bool(calcul and calcul.valeur is not None and calcul.empreinte != chiffres.empreinte),
        "sessions": sum(chiffres.sessions.values()),
        "regions": regions_du_plan(chiffres),
        "programmes": table_des_sessions(chiffres),
        "besoins": table_des_besoins(chiffres),
        "par_region": table_des_regions(chiffres),
        "formateurs": table_des_formateurs(chiffres),
        "manquements": manquements(chiffres) if chiffres.sessions else [],
        "changements": modifies,
        "effet": effet_des_changements(chiffres) if modifies else "",
        "verrous": verrous,
        "peut_copier": etablit and not actif,
        "modifiable": modifiable,
        "reprenable": modifiable and not actif and bool(modifies or verrous),
    }


def page_des_donnees(plan: PlanAnnuel, lecteur: Utilisateur) -> dict:
    chiffres = chiffres_du_plan(plan)
    return {
        "besoins": [_besoin_a_peser(chiffres, besoin) for besoin in chiffres.besoins.values()],
        "programmes": [
            ProgrammeARegler(programme, sum(reponse.part > 0 for reponse in programme.reponses.all()))
            for programme in chiffres.programmes.values()
        ],
        "planchers": [(chiffres.regions[region], n) for region, n in chiffres.planchers.items()],
        "formateurs": table_des_formateurs(chiffres),
        "disponibles": sum(ligne.demi_journees for ligne in chiffres.disponibilites.values()),
        "modifiable": plan.etat == PlanAnnuel.Etat.BROUILLON and lecteur.has_perm("plan.etablir", plan),
    }


def page_de_comparaison(plan: PlanAnnuel, autre: PlanAnnuel | None) -> dict:
    if autre is None:
        return {"autre": None}
    chiffres = chiffres_du_plan(plan)
    autres, differences = ecarts(chiffres, autre)
    paires = zip(chiffres_cles(chiffres), chiffres_cles(autres), strict=True)
    return {
        "autre": autre,
        "figures": [(ici.libelle.capitalize(), _dire(ici), _dire(la)) for ici, la in paires],
        "ecarts": differences,
    }


def avancement(calcul: Calcul) -> Avancement:
    """What is known of a search that goes on, or that stopped giving any sign of life."""
    limite, secondes, muet = regle("plan.temps_calcul"), round(calcul.secondes), calcul.est_muet(timezone.now())
    if muet:
        phrase = _(
            "Le calcul ne donne plus signe de vie : il s'est sans doute interrompu. Relancez-le ; vos chiffres sont là."
        )
    elif calcul.etat == Calcul.Etat.EN_ATTENTE:
        phrase = _("Le calcul attend son tour. Vous pouvez quitter cette page.")
    elif calcul.arret_demande:
        phrase = _("Le calcul s'arrête et garde le meilleur plan trouvé.")
    elif calcul.valeur is None or not calcul.total:
        phrase = _("Le calcul cherche un premier plan. Vous pouvez quitter cette page.")
    else:
        phrase = _(
            "Meilleur plan trouvé : %(part)s du besoin pondéré. Aucun plan ne peut couvrir plus de %(borne)s : il reste au "
            "plus %(ecart)s à gagner."
        ) % {
            "part": part(calcul.valeur, calcul.total),
            "borne": part(calcul.borne, calcul.total),
            "ecart": pourcentage(calcul.ecart, 2),
        }
    return Avancement(phrase, min(secondes, limite), limite, muet)


def _besoin_a_peser(chiffres: Chiffres, besoin: BesoinDuPlan) -> BesoinAPeser:
    effectifs = [demande.effectif for demande in besoin.demandes.all() if demande.effectif]
    repondants = [
        programme
        for programme in chiffres.programmes.values()
        if any(reponse.besoin_id == besoin.pk and reponse.part for reponse in programme.reponses.all())
    ]
    return BesoinAPeser(besoin, sum(effectifs), len(effectifs), len(repondants))


def _dire(figure: Chiffre) -> str:
    return f"{figure.valeur} ({figure.precision})" if figure.precision else str(figure.valeur)

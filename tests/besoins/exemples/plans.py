from besoins.actions.calcul import demander_calcul
from besoins.actions.plan import fixer_sessions
from besoins.models import PlanAnnuel
from tests.besoins import atelier, plans


def _plan(fabrique):
    return lambda d: {"pk": fabrique(d).pk}


def _incomplet(d) -> PlanAnnuel:
    fait = plans.plan(d)
    atelier.besoin_retenu(d, "Venu depuis")
    return fait


def _en_attente(d) -> PlanAnnuel:
    fait = plans.plan(d)
    demander_calcul(plan=fait, par=d.gestionnaire)
    return fait


def _change(d) -> PlanAnnuel:
    fait = plans.plan_calcule(d)
    fixer_sessions(programme=plans.programme(fait, "Accueillir"), region=d.region, nombre=5, verrouille=True)
    return fait


def _besoin(d):
    fait = plans.plan(d)
    return {"pk": fait.pk, "besoin": fait.besoins.first().pk}


def _programme(fabrique):
    def exemple(d):
        fait = fabrique(d)
        return {"pk": fait.pk, "programme": plans.programme(fait, "Accueillir").pk}

    return exemple


def _disponibilite(d):
    fait = plans.plan(d)
    return {"pk": fait.pk, "disponibilite": fait.disponibilites.first().pk}


EXEMPLES = {
    "besoins:plan_detail": _plan(_change),
    "besoins:plan_donnees": _plan(plans.plan),
    "besoins:plan_comparer": _plan(plans.plan),
    "besoins:plan_xlsx": _plan(plans.plan_calcule),
    "besoins:plan_copier": _plan(plans.plan_calcule),
    "besoins:plan_update": _plan(plans.plan),
    "besoins:plan_besoin": _besoin,
    "besoins:plan_programme": _programme(plans.plan),
    "besoins:plan_planchers": _plan(plans.plan),
    "besoins:plan_disponibilite": _disponibilite,
    "besoins:plan_sessions": _programme(plans.plan_calcule),
    "besoins:plan_completer": _plan(_incomplet),
    "besoins:plan_calculer": _plan(plans.plan),
    "besoins:plan_arreter": _plan(_en_attente),
    "besoins:plan_reprendre": _plan(_change),
    "besoins:plan_adopter": _plan(plans.plan_calcule),
    "besoins:plan_supprimer": _plan(plans.plan),
}

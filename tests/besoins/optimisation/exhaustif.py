"""Every plan there is, one by one: what a solver must agree with on instances small enough for that."""

from itertools import combinations, product

from besoins.optimisation import Instance, Plan


def plans(instance: Instance):
    """Every plan that breaks nothing, with its value, told apart from the product's own account."""
    cellules = list(product(instance.programmes, regions(instance)))
    bornes = [_borne(instance, cellule) for cellule in cellules]
    for fois in product(*(range(borne + 1) for borne in bornes)):
        plan = {cellule: nombre for cellule, nombre in zip(cellules, fois, strict=True) if nombre}
        if permis(instance, plan):
            yield plan, valeur(instance, plan)


def meilleure_valeur(instance: Instance) -> int | None:
    """None when no plan is possible."""
    return max((valeur for _plan, valeur in plans(instance)), default=None)


def regions(instance: Instance) -> list[int]:
    attendues = {region for attente in instance.besoins.values() for region in attente.effectifs}
    return sorted(attendues | instance.planchers.keys() | {region for _programme, region in instance.verrous})


def valeur(instance: Instance, plan: Plan) -> int:
    total = 0
    for besoin, attente in instance.besoins.items():
        for region, effectif in attente.effectifs.items():
            places = sum(
                fois * instance.programmes[p].places * instance.programmes[p].parts.get(besoin, 0)
                for (p, r), fois in plan.items()
                if r == region
            )
            total += attente.poids * min(100 * effectif, places)
    return total


def permis(instance: Instance, plan: Plan) -> bool:
    heures = {cellule: fois * instance.programmes[cellule[0]].demi_journees for cellule, fois in plan.items()}
    fois_de = {p: sum(n for (q, _r), n in plan.items() if q == p) for p in instance.programmes}
    return (
        sum(heures.values()) <= instance.budget
        and (instance.maximum is None or sum(plan.values()) <= instance.maximum)
        and all(offre.maximum is None or fois_de[p] <= offre.maximum for p, offre in instance.programmes.items())
        and all(
            sum(h for (_p, region), h in heures.items() if region == r) >= plancher
            for r, plancher in instance.planchers.items()
        )
        and all(plan.get(cellule, 0) == fois for cellule, fois in instance.verrous.items())
        and _animable(instance, heures)
    )


def _animable(instance: Instance, heures: dict) -> bool:
    """Hall's condition: whichever cells one takes, those who may give them have time enough."""
    cellules = list(heures)
    for taille in range(1, len(cellules) + 1):
        for choisies in combinations(cellules, taille):
            temps = sum(
                f.demi_journees for f in instance.formateurs.values() if any(f.peut(*cellule) for cellule in choisies)
            )
            if sum(heures[cellule] for cellule in choisies) > temps:
                return False
    return True


def _borne(instance: Instance, cellule: tuple[int, int]) -> int:
    programme, region = cellule
    if cellule in instance.verrous:
        return instance.verrous[cellule]
    if not any(
        instance.programmes[programme].parts.get(besoin) and attente.effectifs.get(region)
        for besoin, attente in instance.besoins.items()
    ):
        return 0  # nothing to answer there
    return instance.budget // instance.programmes[programme].demi_journees

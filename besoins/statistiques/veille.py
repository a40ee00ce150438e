"""How much a weak signal still weighs as time passes."""

from datetime import date, timedelta

FAIBLE, MOYEN = 0.25, 0.5


def poids(jours: int, demi_vie: int) -> float:
    """Weight in ]0, 1] of a fact last seen `jours` days ago: halved every `demi_vie` days. A day to come weighs 1."""
    return 0.5 ** (max(jours, 0) / demi_vie)


def vigueur(valeur: float) -> str:
    """The weight in a word: "vif", "tiede" or "eteint"."""
    if valeur >= MOYEN:
        return "vif"
    return "tiede" if valeur >= FAIBLE else "eteint"


def echeance(dernier: date, demi_vie: int) -> date:
    """The day on which a fact last seen on `dernier` will have lost half its weight."""
    return dernier + timedelta(days=demi_vie)

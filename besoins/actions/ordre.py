def echanger(premier, second, *, champ: str) -> None:
    """Exchange two places that a unique constraint guards: the first waits at 0 meanwhile."""
    place, autre_place = getattr(premier, champ), getattr(second, champ)
    for objet, valeur in ((premier, 0), (second, place), (premier, autre_place)):
        type(objet)._default_manager.filter(pk=objet.pk).update(**{champ: valeur})
        setattr(objet, champ, valeur)


def voisin(freres, objet, *, champ: str, sens: str):
    """Return the row just before (`sens` is "monter") or just after ("descendre") `objet`, or None at the end."""
    place = getattr(objet, champ)
    if sens == "monter":
        return freres.filter(**{f"{champ}__lt": place}).order_by(f"-{champ}").first()
    return freres.filter(**{f"{champ}__gt": place}).order_by(champ).first()

"""Small groups hidden so that they cannot be computed again from the totals.

A cell between 1 and the minimum is hidden, then as many others as it takes: in a table with its totals, what is hidden
is the edges of a graph between rows and columns, and a hidden cell is known exactly when its edge is a bridge, that is
on no cycle (Gusfield, D. (1988), "A graph theoretic approach to statistical data security", SIAM Journal on Computing
17(3) 552-571).
"""

from collections.abc import Sequence

Case = tuple[int, int]


def masquer(effectifs: Sequence[int], minimum: int) -> set[int]:
    """The places to hide in a list whose sum is known: none alone, and together at least `minimum`."""
    caches = {place for place, effectif in enumerate(effectifs) if 0 < effectif < minimum}
    visibles = sorted(set(range(len(effectifs))) - caches, key=lambda place: (effectifs[place] == 0, effectifs[place]))
    while caches and visibles and (len(caches) == 1 or _se_devine([effectifs[place] for place in caches], minimum)):
        caches.add(visibles.pop(0))
    return caches


def masquer_tableau(effectifs: Sequence[Sequence[int]], minimum: int) -> set[Case]:
    """The (row, column) to hide in a table whose last row and last column are totals, the grand total always shown."""
    hauteur, largeur = len(effectifs), len(effectifs[0])
    coin = (hauteur - 1, largeur - 1)
    toutes = [(rang, colonne) for rang in range(hauteur) for colonne in range(largeur)]
    caches = {case for case in toutes if case != coin and 0 < effectifs[case[0]][case[1]] < minimum}

    def cout(case: Case) -> tuple[bool, bool, int]:
        """A total is hidden last, an empty cell after the others: it says least and protects least."""
        valeur = effectifs[case[0]][case[1]]
        return case[0] == hauteur - 1 or case[1] == largeur - 1, valeur == 0, valeur

    while exposees := _ponts(caches) | _devinees(caches, effectifs, minimum):
        rang, colonne = min(exposees)
        voisines = [case for case in toutes if case not in caches and (case[0] == rang or case[1] == colonne)]
        voisines = [case for case in voisines if case != coin] or [
            case for case in toutes if case not in caches and case != coin
        ]
        if not voisines:
            break
        caches.add(min(voisines, key=cout))
    return caches


def _se_devine(caches: Sequence[int], minimum: int) -> bool:
    """Hidden values whose sum gives them away: too small a group, or every one at its least or at its most."""
    somme = sum(caches)
    return somme < minimum or (max(caches) < minimum and somme in (len(caches), len(caches) * (minimum - 1)))


def _devinees(caches: set[Case], effectifs: Sequence[Sequence[int]], minimum: int) -> set[Case]:
    """Cells of a row or a column of the table (totals apart) whose hidden values add up to too few people."""
    trouvees = set()
    for axe in (0, 1):
        fin = len(effectifs[0]) - 1 if axe == 0 else len(effectifs) - 1
        for ligne in {case[axe] for case in caches}:
            du_rang = [case for case in caches if case[axe] == ligne and case[1 - axe] != fin]
            total_visible = not any(case[axe] == ligne and case[1 - axe] == fin for case in caches)
            if du_rang and total_visible and sum(effectifs[r][c] for r, c in du_rang) < minimum:
                trouvees.add(du_rang[0])
    return trouvees


def _ponts(caches: set[Case]) -> set[Case]:
    """The hidden cells that the totals give back: the edges on no cycle, found by taking each away in turn."""
    return {case for case in caches if not _relies(case, caches - {case})}


def _relies(case: Case, aretes: set[Case]) -> bool:
    """Whether the row and the column of `case` are still joined by `aretes`."""
    lignes, colonnes, a_suivre = {case[0]}, set(), [case[0]]
    while a_suivre:
        ligne = a_suivre.pop()
        for colonne in {c for r, c in aretes if r == ligne} - colonnes:
            colonnes.add(colonne)
            nouvelles = {r for r, c in aretes if c == colonne} - lignes
            lignes |= nouvelles
            a_suivre += nouvelles
    return case[1] in colonnes

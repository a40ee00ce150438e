"""Which element of a list became which of another, and which ones moved."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

# Below, two elements are two different things.
SEUIL = 0.6


def apparier(avant: Sequence[tuple[str, str]], apres: Sequence[tuple[str, str]]) -> list[tuple[int, int]]:
    """Pairs of ranks (before, after) of (title, text) elements: same title first, then the most alike."""
    anciens, nouveaux = [_Lu(*element) for element in avant], [_Lu(*element) for element in apres]
    paires = _memes_titres(anciens, nouveaux)
    restent = set(range(len(anciens))) - {une for une, _ in paires}
    libres = set(range(len(nouveaux))) - {autre for _, autre in paires}
    candidates = [(anciens[une].ressemblance(nouveaux[autre]), une, autre) for une in restent for autre in libres]
    for score, une, autre in sorted(candidates, key=lambda c: (-c[0], *c[1:])):
        if score >= SEUIL and une in restent and autre in libres:
            restent.remove(une)
            libres.remove(autre)
            paires.append((une, autre))
    return sorted(paires, key=lambda paire: paire[1])


def deplaces(paires: Iterable[tuple[int, int]]) -> set[tuple[int, int]]:
    """The fewest pairs that had to move for the others to keep their order."""
    paires = sorted(paires, key=lambda paire: paire[1])
    fins: list[int] = []  # the smallest rank before that ends an increasing run of each length
    precedents, bouts = [], []
    for rang, (une, _) in enumerate(paires):
        place = bisect_left(fins, une)
        precedents.append(bouts[place - 1] if place else None)
        fins[place : place + 1] = [une]
        bouts[place : place + 1] = [rang]
    restes, rang = set(), bouts[-1] if bouts else None
    while rang is not None:
        restes.add(paires[rang])
        rang = precedents[rang]
    return set(paires) - restes


def _memes_titres(avant: "list[_Lu]", apres: "list[_Lu]") -> list[tuple[int, int]]:
    rangs: dict[str, list[int]] = {}
    for rang, lu in enumerate(apres):
        rangs.setdefault(lu.titre, []).append(rang)
    return [(rang, memes.pop(0)) for rang, lu in enumerate(avant) if (memes := rangs.get(lu.titre))]


class _Lu:
    def __init__(self, titre: str, texte: str):
        self.titre = " ".join(re.findall(r"\w+", titre.casefold()))
        self.mots = frozenset(re.findall(r"\w+", texte.casefold()))

    def ressemblance(self, autre: "_Lu") -> float:
        titres = SequenceMatcher(None, self.titre, autre.titre, autojunk=False)
        communs = len(self.mots & autre.mots) / (len(self.mots | autre.mots) or 1)
        # The exact ratio is slow: it is asked of titles that may be alike.
        return max(communs, titres.ratio() if titres.quick_ratio() >= SEUIL else 0.0)

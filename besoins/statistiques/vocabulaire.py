"""Words that come together in several texts: what a theme may be made of. Nothing is written that nobody wrote."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from besoins.statistiques.ressemblance import mots_et_racines

TEXTES_MINIMUM = 3
MOTS_MAXIMUM = 4
SUGGESTIONS_MAXIMUM = 12
# Two stems belong together when most texts that hold one of them hold the other.
LIAISON = 0.4
# Two groups found in the same texts say the same: the first is enough.
MEMES_TEXTES = 0.6
# Too common to name a theme, beside the words that carry no meaning.
BANALS = (
    "être avoir faire fait doit doivent peut peuvent faut serait seraient sont était avant après comment mieux trop "
    "très jamais presque toujours souvent encore aussi bien merci tout tous toute toutes autre autres même si comme "
    "leur chaque quand sans sous vers sur partie arrive arrivent"
)


@dataclass(frozen=True)
class Suggestion:
    """Stems, the words as people wrote them most often, and the places of the texts that hold them all."""

    racines: tuple[str, ...]
    mots: tuple[str, ...]
    textes: tuple[int, ...]


def suggerer(textes: Sequence[str]) -> list[Suggestion]:
    """The groups of stems found together in several texts, the most frequent first; the same texts, the same groups."""
    ecrits: dict[str, Counter[str]] = defaultdict(Counter)
    porteurs: dict[str, set[int]] = defaultdict(set)
    banals = {racine for _mot, racine in mots_et_racines(BANALS)}
    for place, texte in enumerate(textes):
        for mot, racine in mots_et_racines(texte):
            if len(mot) > 2 and racine not in banals:
                ecrits[racine][mot] += 1
                porteurs[racine].add(place)
    porteurs = {racine: places for racine, places in porteurs.items() if len(places) >= TEXTES_MINIMUM}
    pris: set[str] = set()
    trouvees: list[set[int]] = []
    suggestions = []
    for depart in _paires(porteurs):
        if pris.isdisjoint(depart):
            racines, places = _etendre(depart, porteurs, pris)
            pris.update(racines)
            if any(len(places & vues) >= MEMES_TEXTES * len(places | vues) for vues in trouvees):
                continue
            trouvees.append(places)
            mots = tuple(min(ecrits[r], key=lambda mot, r=r: (-ecrits[r][mot], mot)) for r in racines)
            suggestions.append(Suggestion(racines, mots, tuple(sorted(places))))
    return sorted(suggestions, key=lambda s: (-len(s.textes), s.racines))[:SUGGESTIONS_MAXIMUM]


def _paires(porteurs: dict[str, set[int]]) -> list[tuple[str, str]]:
    """The pairs of stems tied to each other, the most frequent first."""
    par_texte: dict[int, list[str]] = defaultdict(list)
    for racine in sorted(porteurs):
        for place in porteurs[racine]:
            par_texte[place].append(racine)
    ensemble = Counter(paire for place in sorted(par_texte) for paire in combinations(par_texte[place], 2))
    liees = [
        (n, paire)
        for paire, n in ensemble.items()
        if n >= TEXTES_MINIMUM and n >= LIAISON * len(porteurs[paire[0]] | porteurs[paire[1]])
    ]
    return [paire for _n, paire in sorted(liees, key=lambda liee: (-liee[0], liee[1]))]


def _etendre(
    depart: tuple[str, str], porteurs: dict[str, set[int]], pris: set[str]
) -> tuple[tuple[str, ...], set[int]]:
    """Add the stems that most of the texts of the group hold too."""
    racines, places = list(depart), porteurs[depart[0]] & porteurs[depart[1]]
    while len(racines) < MOTS_MAXIMUM:
        candidats = [r for r in sorted(porteurs) if r not in racines and r not in pris]
        meilleur = max(candidats, key=lambda r: len(places & porteurs[r]), default=None)
        if meilleur is None:
            break
        communs = places & porteurs[meilleur]
        if len(communs) < max(TEXTES_MINIMUM, LIAISON * len(places | porteurs[meilleur])):
            break
        racines.append(meilleur)
        places = communs
    return tuple(racines), places

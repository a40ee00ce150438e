"""What changed between two texts, word by word."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

EGAL, RETIRE, AJOUTE = "egal", "retire", "ajoute"

# Beyond, comparing would take seconds: the middle of both texts is told as replaced, whole.
COMPARAISONS_MAXIMUM = 4_000_000


def mots_differents(avant: str, apres: str) -> list[tuple[str, str]]:
    """The pieces of both texts in their order: `egal`, `retire` (only before), `ajoute` (only after).

    The pieces that are not added make `avant` again, those that are not removed make `apres`.
    """
    return list(_reunir(_morceaux(_mots(avant), _mots(apres))))


def _mots(texte: str) -> list[str]:
    return re.findall(r"\s+|\w+|[^\w\s]", texte)


def _morceaux(avant: list[str], apres: list[str]) -> Iterator[tuple[bool, str, str]]:
    """(same, text before, text after), in order."""
    debut = _communs(avant, apres)
    fin = _communs(avant[debut:][::-1], apres[debut:][::-1])
    milieux = avant[debut : len(avant) - fin], apres[debut : len(apres) - fin]
    yield True, "".join(avant[:debut]), "".join(apres[:debut])
    if len(milieux[0]) * len(milieux[1]) > COMPARAISONS_MAXIMUM:
        yield False, "".join(milieux[0]), "".join(milieux[1])
    else:
        for genre, a, b, c, d in SequenceMatcher(None, *milieux, autojunk=False).get_opcodes():
            yield genre == "equal", "".join(milieux[0][a:b]), "".join(milieux[1][c:d])
    yield True, "".join(avant[len(avant) - fin :]), "".join(apres[len(apres) - fin :])


def _communs(avant: list[str], apres: list[str]) -> int:
    """How many words both begin with."""
    rang = 0
    for mot, autre in zip(avant, apres, strict=False):
        if mot != autre:
            break
        rang += 1
    return rang


def _reunir(morceaux: Iterator[tuple[bool, str, str]]) -> Iterator[tuple[str, str]]:
    """Changes that no word separates are one change: whole phrases read better than words struck one by one."""
    retire = ajoute = espace = ""
    for pareil, avant, apres in morceaux:
        if not pareil:
            retire, ajoute, espace = retire + espace + avant, ajoute + espace + apres, ""
        elif avant and not re.search(r"\w", avant) and (retire or ajoute) and not espace:
            espace = avant
        elif avant:
            yield from _changement(retire, ajoute)
            retire = ajoute = ""
            yield EGAL, espace + avant
            espace = ""
    yield from _changement(retire, ajoute)
    if espace:
        yield EGAL, espace


def _changement(retire: str, ajoute: str) -> Iterator[tuple[str, str]]:
    if retire:
        yield RETIRE, retire
    if ajoute:
        yield AJOUTE, ajoute

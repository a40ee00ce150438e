"""Names and addresses that look alike: written by ear, in another order, with one wrong key."""

import re
from functools import lru_cache

# What the ear does not tell apart, in words already without accents.
_SONS = (("ph", "f"), ("y", "i"), ("h", ""), ("ck", "k"), ("qu", "k"), ("c", "k"), ("z", "s"))
_FINALES = "estx"
_REDOUBLEES = re.compile(r"(.)\1+")
PREFIXE = 8


def squelette(nom: str) -> str:
    """What is left of a full name, already in lower case without accents, when spelling is set aside. Order is too.

    >>> squelette("nathalie philippe") == squelette("filipe natalie")
    True
    """
    return " ".join(sorted(_mot(mot) for mot in nom.split()))


@lru_cache(maxsize=20_000)
def _mot(mot: str) -> str:
    for ecrit, entendu in _SONS:
        mot = mot.replace(ecrit, entendu)
    mot = _REDOUBLEES.sub(lambda lettres: lettres[1], mot)
    return mot.rstrip(_FINALES) or mot


def presque_egaux(un: str, autre: str) -> bool:
    """One key at most between the two: a letter more, less, wrong, or two letters the other way round."""
    if un == autre:
        return True
    if abs(len(un) - len(autre)) > 1:
        return False
    court, long = sorted((un, autre), key=len)
    rang = next((r for r, (a, b) in enumerate(zip(court, long, strict=False)) if a != b), len(court))
    if len(court) < len(long):
        return court[rang:] == long[rang + 1 :]
    inverses = court[rang : rang + 2] == long[rang : rang + 2][::-1] and court[rang + 2 :] == long[rang + 2 :]
    return court[rang + 1 :] == long[rang + 1 :] or inverses


def adresses_voisines(une: str, autre: str) -> bool:
    """One key apart, but for a figure: "animatrice.2" and "animatrice.3" are two people."""
    return une != autre and presque_egaux(une, autre) and re.sub(r"\d", "", une) != re.sub(r"\d", "", autre)


def cles_adresse(adresse: str) -> tuple[str, str]:
    """Two keys: addresses one key apart share the first (same name before the @) or the second (same beginning)."""
    locale, _at, domaine = adresse.partition("@")
    return f"@{locale}", f"{locale[:PREFIXE]}@{domaine}"

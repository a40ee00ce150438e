"""The code that proves a certificate: random, short enough to type, tolerant when read back.

Crockford's base 32 has no I, L, O or U: a 1 that was read as an l is still a 1 (https://www.crockford.com/base32.html).
Sixteen characters carry 80 random bits.
"""

import secrets

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LONGUEUR = 16
_SOSIES = str.maketrans({"O": "0", "I": "1", "L": "1"})


def nouveau_code() -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(LONGUEUR))


def nouveau_numero(annee: int) -> str:
    """A number to quote on the telephone: year and eight random digits, so that none tells how many were issued."""
    chiffres = f"{secrets.randbelow(10**8):08}"
    return f"{annee}-{chiffres[:4]}-{chiffres[4:]}"


def lire_code(saisie: str) -> str:
    """Return what was typed as it is stored: capitals, no space or dash, look-alikes put right.

    >>> lire_code("abcd-efgh jkmn–o1l2 ")
    'ABCDEFGHJKMN0112'
    """
    return "".join(lettre for lettre in saisie.upper() if lettre.isalnum()).translate(_SOSIES)


def presenter(code: str) -> str:
    """Return the code in groups of four: "7K3M-9QXD-…"."""
    return "-".join(code[i : i + 4] for i in range(0, len(code), 4))

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


def adresse_collee(saisie: str) -> tuple[str, str]:
    """Split an address that was pasted whole, or read in a QR code, into its site and its last word.

    What is not an address has no site and is given back.

    >>> adresse_collee(" https://academie.example/verification/7K3M-9QXD-0000-1111/?utm=1 ")
    ('academie.example', '7K3M-9QXD-0000-1111')
    >>> adresse_collee("7K3M 9QXD 0000 1111")
    ('', '7K3M 9QXD 0000 1111')
    """
    if "/" not in saisie:
        return "", saisie
    reste = saisie.strip().partition("?")[0].partition("#")[0]
    site, _barre, chemin = reste.rpartition("://")[2].lstrip("/").partition("/")
    return site.strip().lower(), chemin.strip("/ ").rpartition("/")[2].removesuffix(".json")

"""Words of people in a spreadsheet: a leading apostrophe keeps them words. Reading back gives the same words."""

# What makes a spreadsheet run a cell, in half and full width.
DEBUTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def cellule_sure(texte: str) -> str:
    """`=SOMME(A1)` is written `'=SOMME(A1)`."""
    return f"'{texte}" if se_calcule(texte) else texte


def cellule_lue(texte: str) -> str:
    """The inverse of `cellule_sure`, for every text."""
    return texte[1:] if texte.startswith("'") and se_calcule(texte) else texte


def se_calcule(texte: str) -> bool:
    """Whether a spreadsheet would run these words."""
    return texte.lstrip("'").startswith(DEBUTS)

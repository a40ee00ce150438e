"""A passage quoted from a text: where it is, whatever the spaces and the ends of lines that a screen changes."""

import re


def situer(passage: str, texte: str) -> tuple[int, int] | None:
    """Where the text holds the passage: first and last place, or None."""
    mots = passage.split()
    trouve = re.search(r"\s+".join(map(re.escape, mots)), texte) if mots else None
    return trouve.span() if trouve else None


def souligner(texte: str, passages: list[str]) -> list[tuple[bool, str]]:
    """The text in pieces: (quoted by somebody, words). Quotes that overlap make one piece."""
    citees = sorted(span for passage in passages if (span := situer(passage, texte)))
    pieces, fin = [], 0
    for debut, suite in citees:
        if suite <= fin:
            continue
        if debut > fin:
            pieces.append((False, texte[fin:debut]))
        pieces.append((True, texte[max(debut, fin) : suite]))
        fin = suite
    if texte[fin:]:
        pieces.append((False, texte[fin:]))
    return pieces

"""What a person typed, made safe for a calendar: no octet that a reader could take for structure."""

import re
from urllib.parse import quote

_SAUTS = re.compile(r"\r\n?|[\v\f\x1c-\x1e\x85\u2028\u2029]")
_COMMANDES = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ufeff]")
_ORPHELINS = re.compile(r"[\ud800-\udfff]")


def texte_sur(texte: str) -> str:
    """`texte` with plain line breaks, without control characters, always encodable in UTF-8."""
    texte = _COMMANDES.sub("", _SAUTS.sub("\n", texte))
    texte = _ORPHELINS.sub("\N{REPLACEMENT CHARACTER}", texte)
    # icalendar reads the two characters \N as a line break; an invisible joiner keeps them apart.
    return texte.replace(r"\N", "\\\N{WORD JOINER}N").strip()


def ligne_sure(texte: str) -> str:
    """The same on a single line, runs of white space reduced to one space."""
    return " ".join(texte_sur(texte).split())


def adresse_sure(url: str) -> str:
    """`url` as a URI (RFC 3986): what a URI may not hold is percent-encoded, the rest untouched."""
    return quote(ligne_sure(url), safe="%:/?#[]@!$&'()*+,;=~")

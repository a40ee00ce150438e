"""Near-duplicates: titles that say the same with other words' endings, addresses that lead to the same page."""

import re
import unicodedata
from functools import cache, lru_cache
from urllib.parse import parse_qsl, urlencode, urlsplit

# Above this share of stems in common, two titles are shown as look-alikes: a person decides.
SEUIL = 0.6
VIDES = frozenset(
    [
        "a",
        "au",
        "aux",
        "avec",
        "ce",
        "ces",
        "cet",
        "cette",
        "chez",
        "d",
        "dans",
        "de",
        "des",
        "du",
        "elle",
        "elles",
        "en",
        "entre",
        "est",
        "et",
        "eux",
        "il",
        "ils",
        "l",
        "la",
        "le",
        "les",
        "leur",
        "leurs",
        "lui",
        "mais",
        "n",
        "ne",
        "non",
        "nos",
        "notre",
        "nous",
        "on",
        "ont",
        "ou",
        "par",
        "pas",
        "plus",
        "pour",
        "qu",
        "que",
        "qui",
        "s",
        "sa",
        "sans",
        "se",
        "ses",
        "si",
        "son",
        "sont",
        "sur",
        "tres",
        "un",
        "une",
        "vers",
        "vos",
        "votre",
        "vous",
        "y",
    ]
)
SUIVI = re.compile(r"(utm|mtm|pk|at|hsa|mc|oly|vero|_hs)_\w+|fbclid|gclid|dclid|msclkid|yclid|igshid|xtor|cmpid|_ga")


def racines(texte: str) -> frozenset[str]:
    """The stems of the words of `texte` (Snowball's French), without accents nor words that carry no meaning."""
    return frozenset(racine for _mot, racine in mots_et_racines(texte))


def mots_et_racines(texte: str) -> list[tuple[str, str]]:
    """Each word of `texte` as it is written, in lower case, with its stem; words that carry no meaning left out."""
    ecrits = re.findall(r"\w+", unicodedata.normalize("NFC", texte.casefold().replace("œ", "oe")))
    return [(ecrit, _racine(nu)) for ecrit in ecrits if (nu := sans_accents(ecrit)) not in VIDES]


def sans_accents(texte: str) -> str:
    decompose = unicodedata.normalize("NFKD", texte.casefold().replace("œ", "oe"))
    return "".join(c for c in decompose if not unicodedata.combining(c))


@lru_cache(maxsize=20_000)
def _racine(mot: str) -> str:
    return _racinisateur().stemWord(_singulier(mot))


def _singulier(mot: str) -> str:
    """The stemmer gives "usagers" and "usager" two stems: the plural is taken off first."""
    return mot[:-1] if len(mot) > 3 and mot[-1] in "sx" else mot


def ressemblance(une: frozenset[str], autre: frozenset[str]) -> float:
    """Jaccard's index of two sets of stems, from 0 (nothing in common) to 1 (the same)."""
    return len(une & autre) / len(une | autre) if une and autre else 0.0


def adresse_comparable(url: str) -> str:
    """`url` without what does not change the page: scheme, "www.", anchor, last slash, tracking, order of parameters.

    >>> adresse_comparable("https://www.exemple.fr/a/?utm_source=lettre&b=2#haut")
    'exemple.fr/a?b=2'
    """
    try:
        morceaux = urlsplit(url.strip())
        hote, port = (morceaux.hostname or "").removeprefix("www."), morceaux.port
    except ValueError:
        return ""
    if not hote:
        return ""
    parametres = sorted((nom, val) for nom, val in parse_qsl(morceaux.query, True) if not SUIVI.fullmatch(nom.lower()))
    suite = f":{port}" if port not in (None, 80, 443) else ""
    question = f"?{urlencode(parametres)}" if parametres else ""
    return f"{hote}{suite}{morceaux.path.rstrip('/')}{question}"


@cache
def _racinisateur():
    import snowballstemmer  # its forty languages are slow to load

    return snowballstemmer.stemmer("french")

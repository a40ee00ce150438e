"""The words of a text as they are kept and sought: Snowball's French stems, without accents nor words that say nothing."""

import re
import unicodedata
from functools import cache, lru_cache
from itertools import filterfalse

# What one index keeps of one text: PostgreSQL refuses more than a million bytes.
TEXTE_MAXIMUM = 200_000
MOT_MAXIMUM = 50
# PostgreSQL's own French list.
VIDES = """
au aux avec ce ces dans de des du elle en et eux il je la le leur lui ma mais me même mes moi mon ne nos notre nous on ou
par pas pour qu que qui sa se ses son sur ta te tes toi ton tu un une vos votre vous c d j l à m n s t y été étée étées
étés étant étante étants étantes suis es est sommes êtes sont serai seras sera serons serez seront serais serait serions
seriez seraient étais était étions étiez étaient fus fut fûmes fûtes furent sois soit soyons soyez soient fusse fusses fût
fussions fussiez fussent ayant ayante ayantes ayants eu eue eues eus ai as avons avez ont aurai auras aura aurons aurez
auront aurais aurait aurions auriez auraient avais avait avions aviez avaient eut eûmes eûtes eurent aie aies ait ayons
ayez aient eusse eusses eût eussions eussiez eussent
"""


def mots(texte: str) -> str:
    """Return what a search column keeps of `texte`: the forms of each word, once, in the order of the text.

    >>> mots("L'accès aux droits")
    'acce acces droit droits'
    """
    gardees: dict[str, None] = {}
    longueur = 0
    for mot in decouper(texte):
        for forme in formes(mot):
            if forme not in gardees:
                gardees[forme] = None
                longueur += len(forme) + 1
        if longueur > TEXTE_MAXIMUM:
            break
    return " ".join(gardees)


def decouper(texte: str) -> list[str]:
    """The words of `texte` in lower case, accents kept, those that say nothing left out."""
    lisible = unicodedata.normalize("NFC", texte).casefold().replace("œ", "oe").replace("æ", "ae")
    return [mot[:MOT_MAXIMUM] for mot in re.findall(r"[^\W_]+", lisible) if _nu(mot) and _nu(mot) not in _vides()]


def noms(texte: str) -> str:
    """Return what names and addresses are found by: their words once, in any alphabet, none left out ("Sera" is a name).

    >>> noms("Anne-Léo Dupont-Moreau leo.dm@ville.example")
    'anne leo dupont moreau dm ville example'
    """
    return " ".join(dict.fromkeys(decouper_noms(texte)))


def decouper_noms(texte: str) -> list[str]:
    sans_accents = "".join(filterfalse(unicodedata.combining, unicodedata.normalize("NFKD", texte)))
    lisible = sans_accents.casefold().replace("œ", "oe").replace("æ", "ae")
    return [mot[:MOT_MAXIMUM] for mot in re.findall(r"[^\W_]+", lisible)]


@lru_cache(maxsize=20_000)
def formes(mot: str) -> tuple[str, ...]:
    """What a word is found by: its stem, the stem it has when written without accents, and the word itself, last.

    Capitals and hurried people leave accents out; Snowball tells "usagers" from "usager", and "lieux" from "lieu".
    """
    nu = _nu(mot)
    racine = _racinisateur().stemWord
    racines = dict.fromkeys([_nu(racine(mot)), _nu(racine(nu)), nu.removesuffix("x") if nu.endswith("eux") else nu])
    return (*(forme for forme in racines if forme != nu), nu)


def _nu(mot: str) -> str:
    return re.sub(r"[^a-z0-9]", "", unicodedata.normalize("NFKD", mot))


@cache
def _vides() -> frozenset[str]:
    return frozenset(_nu(mot) for mot in VIDES.split())


@cache
def _racinisateur():
    import snowballstemmer  # its forty languages are slow to load

    return snowballstemmer.stemmer("french")

from os.path import commonprefix

from django.db.models import F, QuerySet, Value
from django.db.models.functions import Concat, StrIndex

from academie.recherche.mots import decouper, decouper_noms, formes

# More words than anybody types; FTS5 refuses expressions too deep.
MOTS_MAXIMUM = 16
PREFIXE_MINIMUM = 3


def chercher(queryset: QuerySet, q: str, champ: str = "recherche") -> QuerySet:
    """Keep what holds every word of `q`; the last one may still be being typed. No word that says anything keeps all."""
    requete = _requete(q)
    return queryset.filter(**{f"{champ}__mots": requete}) if requete else queryset


def chercher_noms(queryset: QuerySet, q: str, champ: str = "recherche") -> QuerySet:
    """Keep what each word of `q` begins a word of, in whatever order. No word keeps all."""
    requete = [((mot,), True) for mot in decouper_noms(q)[:MOTS_MAXIMUM]]
    return queryset.filter(**{f"{champ}__mots": requete}) if requete else queryset


def pertinence(queryset: QuerySet, q: str, champ: str = "recherche") -> QuerySet:
    """Annotate `rang`, to sort what `chercher` kept: small when the words come early (what names a thing comes first)."""
    texte = Concat(Value(" "), F(champ))
    # All the forms of a word begin alike, and one of them is in the text.
    debuts = [Value(f" {commonprefix(ecrites)}") for ecrites, _suite in _requete(q)]  # noqa: RUF071 (words, no paths)
    rang = sum((StrIndex(texte, debut) for debut in debuts), start=Value(0))
    return queryset.annotate(rang=rang)


def _requete(q: str) -> list[tuple[tuple[str, ...], bool]]:
    """The forms of each word, and whether the word may go on."""
    cherches = decouper(q)[:MOTS_MAXIMUM]
    fini = not q or q[-1].isspace()
    return [
        (formes(mot), rang == len(cherches) and not fini and len(mot) >= PREFIXE_MINIMUM)
        for rang, mot in enumerate(cherches, start=1)
    ]

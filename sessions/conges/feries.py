"""Public holidays: those of the whole country, and those of Alsace, Moselle and each territory overseas."""

from collections.abc import Collection
from datetime import date
from functools import cache

# Département or collectivité (INSEE) → the part of France in `holidays`.
PARTIES = {
    "57": "57",
    "67": "6AE",
    "68": "6AE",
    "971": "971",
    "972": "972",
    "973": "973",
    "974": "974",
    "975": "PM",
    "976": "976",
    "977": "BL",
    "978": "MF",
    "984": "TF",
    "986": "WF",
    "987": "PF",
    "988": "NC",
}


def jour_ferie(jour: date, departements: Collection[str] = ()) -> str:
    """The name of the public holiday that `jour` is in any of `departements` (everywhere without them), or "".

    >>> jour_ferie(date(2027, 5, 6))
    'Ascension'
    >>> jour_ferie(date(2027, 12, 26)), jour_ferie(date(2027, 12, 26), ["67"])
    ('', 'Saint-Étienne')
    """
    for partie in [None, *sorted({PARTIES[code] for code in departements if code in PARTIES})]:
        if nom := _feries(jour.year, partie).get(jour):
            return nom
    return ""


@cache
def _feries(annee: int, partie: str | None) -> dict[date, str]:
    from holidays.countries import France  # the other two hundred, which come with it, are slow to load

    return dict(France(years=annee, subdiv=partie, language="fr"))

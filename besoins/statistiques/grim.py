"""Can this percentage come from that many answers?

Granularity check of published figures, after Brown, N. & Heathers, J. (2017), "The GRIM test",
Social Psychological and Personality Science 8(4) 363-369. All arithmetic is exact.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from itertools import count, islice
from math import ceil, floor


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a percentage printed over `total` answers can mean.

    `arrondis` and `tronques` are the counts that print as `publie` when rounded to the nearest (a
    tie may go either way) and when cut. `voisins` are the nearest feasible counts below and above.
    """

    publie: Decimal
    total: int
    arrondis: tuple[int, ...]
    tronques: tuple[int, ...]
    voisins: tuple[int, ...]

    @property
    def est_impossible(self) -> bool:
        return not self.effectifs

    @property
    def effectifs(self) -> tuple[int, ...]:
        """Every count that can print as `publie`, by either convention."""
        return tuple(sorted({*self.arrondis, *self.tronques}))


def verifier_pourcentage(publie: Decimal | str | int, total: int) -> Verdict:
    """Judge a percentage as printed: "23" has no decimal, "81.8" has one, and both matter.

    Raises ValueError when `total` is not positive or the percentage is not within 0 and 100.
    """
    valeur = _pourcentage(publie)
    if total < 1:
        raise ValueError("il faut au moins une réponse")
    exact = Fraction(valeur) * total / 100
    return Verdict(
        publie=valeur,
        total=total,
        arrondis=tuple(_arrondis(valeur, total)),
        tronques=tuple(_tronques(valeur, total)),
        voisins=tuple(sorted({floor(exact), ceil(exact)})),
    )


def totaux_possibles(publie: Decimal | str | int, nombre: int = 6) -> list[int]:
    """The `nombre` smallest numbers of answers that can print as `publie`, by either convention."""
    valeur = _pourcentage(publie)
    return list(islice(_totaux(valeur), nombre))


def _totaux(valeur: Decimal) -> Iterator[int]:
    return (n for n in count(1) if any(_arrondis(valeur, n)) or any(_tronques(valeur, n)) or not valeur)


def _arrondis(valeur: Decimal, total: int) -> range:
    """Counts k with |100k/n − p| ≤ half a unit of the last printed place."""
    demi = _pas(valeur) / 2
    return _entre(Fraction(valeur) - demi, Fraction(valeur) + demi, total)


def _tronques(valeur: Decimal, total: int) -> range:
    """Counts k with p ≤ 100k/n < p + one unit of the last printed place."""
    dernier = ceil((Fraction(valeur) + _pas(valeur)) * total / 100) - 1
    return range(ceil(Fraction(valeur) * total / 100), min(dernier, total) + 1)


def _entre(bas: Fraction, haut: Fraction, total: int) -> range:
    return range(max(0, ceil(bas * total / 100)), min(total, floor(haut * total / 100)) + 1)


def _pas(valeur: Decimal) -> Fraction:
    exposant = valeur.as_tuple().exponent
    return Fraction(10) ** min(0, int(exposant))


def _pourcentage(publie: Decimal | str | int) -> Decimal:
    try:
        valeur = Decimal(publie)
    except InvalidOperation as erreur:
        raise ValueError(f"un pourcentage est un nombre : {publie}") from erreur
    if not valeur.is_finite() or not 0 <= valeur <= 100:
        raise ValueError(f"un pourcentage est compris entre 0 et 100 : {publie}")
    return valeur

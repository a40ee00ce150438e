"""What the filters of the open data read: each gives a condition, or ValueError with a sentence for who calls."""

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _

CODE = re.compile(r"[A-Za-z0-9_-]{1,80}")
CODES_MAXIMUM = 50
ENTIER_MAXIMUM = 2**63 - 1
ANNEES = range(1970, 2200)
VRAI = "1"


def codes(chemin: str, connus: Callable[[Collection[str]], Iterable[str]]) -> Callable[[Sequence[str]], Q]:
    """Rows of any of these codes. `connus` tells which exist: a code mistyped is told, never an empty list."""

    def lire(valeurs: Sequence[str]) -> Q:
        if len(valeurs) > CODES_MAXIMUM:
            raise ValueError(_("Donnez %d valeurs au plus.") % CODES_MAXIMUM)
        lisibles = {valeur for valeur in valeurs if CODE.fullmatch(valeur)}
        inconnus = set(valeurs) - (set(connus(lisibles)) if lisibles else set())
        if inconnus:
            raise ValueError(_("Code inconnu\xa0: %s.") % ", ".join(sorted(code[:80] for code in inconnus)))
        return Q(**{f"{chemin}__in": sorted(valeurs)})

    return lire


def choix(conditions: Mapping[str, Q]) -> Callable[[Sequence[str]], Q]:
    """Rows of any of these choices, each with its condition."""

    def lire(valeurs: Sequence[str]) -> Q:
        condition = Q()
        for valeur in valeurs:
            if valeur not in conditions:
                raise ValueError(_("Valeurs possibles\xa0: %s.") % ", ".join(conditions))
            condition |= conditions[valeur]
        return condition

    return lire


def valeurs_de(chemin: str, libelles: Mapping[str, str | Promise]) -> Callable[[Sequence[str]], Q]:
    return choix({valeur: Q(**{chemin: valeur}) for valeur in libelles})


def a_partir_du(chemin: str) -> Callable[[Sequence[str]], Q]:
    return lambda valeurs: Q(**{f"{chemin}__gte": _minuit(lire_jour(valeurs[0]))})


def jusqu_au(chemin: str) -> Callable[[Sequence[str]], Q]:
    """That day included."""
    return lambda valeurs: Q(**{f"{chemin}__lt": _minuit(lire_jour(valeurs[0]) + timedelta(days=1))})


def depuis(chemin: str) -> Callable[[Sequence[str]], Q]:
    return lambda valeurs: Q(**{f"{chemin}__gte": lire_instant(valeurs[0])})


def entier(texte: str) -> int | None:
    """A whole number that a database can hold."""
    if texte.isascii() and texte.isdigit() and len(texte) <= 19 and int(texte) <= ENTIER_MAXIMUM:
        return int(texte)
    return None


def lire_jour(texte: str) -> date:
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", texte, re.ASCII):
        raise ValueError(_("Écrivez un jour comme 2026-03-31."))
    return _dater(lambda: date.fromisoformat(texte))


def lire_instant(texte: str) -> datetime:
    """A moment with its offset, or a day at midnight in Paris. Addresses turn "+" into a space: it is one again."""
    if len(texte) == 10:
        return _minuit(lire_jour(texte))
    lu = _dater(lambda: datetime.fromisoformat(texte.replace(" ", "+")))
    if lu.tzinfo is None:
        raise ValueError(
            _("Ajoutez le décalage horaire, comme dans 2026-03-31T09:00:00+02:00, ou Z pour l'heure universelle.")
        )
    return lu.astimezone(UTC)


def _dater(lire: Callable[[], Any]) -> Any:
    try:
        lu = lire()
    except ValueError:
        raise ValueError(
            _("Cette date n'existe pas. Écrivez-la comme 2026-03-31 ou 2026-03-31T09:00:00+02:00.")
        ) from None
    if lu.year not in ANNEES:
        raise ValueError(
            _("Donnez une année entre %(premiere)d et %(derniere)d.") % {"premiere": ANNEES[0], "derniere": ANNEES[-1]}
        )
    return lu


def _minuit(jour: date) -> datetime:
    return timezone.make_aware(datetime.combine(jour, time()))

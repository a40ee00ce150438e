"""Columns found by their names, in French or in English; times in the ways of Zoom, Teams, BigBlueButton, spreadsheets."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from academie.francais import PARIS

# The first word found wins: "heure de déconnexion" leaves before it connects.
ROLES = {
    "depart": ("leave", "left", "depart", "deconnexion", "sortie", "derniere", "fin", "end"),
    "arrivee": ("join", "arriv", "connexion", "entree", "premiere", "debut", "start"),
    "email": ("mail", "courriel", "upn"),
    "nom": ("nom", "name", "participant", "personne"),
}
DATES = ("%d/%m/%Y", "%m/%d/%Y", "%d/%m/%y", "%m/%d/%y", "%Y-%m-%d", "%d-%m-%Y", "%d.%m.%Y")
HEURES = ("%H:%M:%S", "%H:%M", "%I:%M:%S %p", "%I:%M %p", "%Hh%M", "%H h %M")


class JournalIllisible(Exception):
    """`raison`, in French: a column is missing, or a time cannot be read."""

    def __init__(self, raison: str):
        super().__init__(raison)
        self.raison = raison


@dataclass(frozen=True)
class Connexion:
    """One line of the log."""

    nom: str
    email: str
    arrivee: datetime
    depart: datetime


def lire_connexions(
    entetes: Sequence[str], lignes: Iterable[tuple[int, list[str]]], *, jour: date
) -> Iterator[Connexion]:
    """The connections of a log. `jour` tells 3/4 from 4/3, and is the day of times that have none.

    Raises:
        JournalIllisible
    """
    colonnes = _colonnes(entetes)
    for numero, cases in lignes:
        lu = {role: cases[rang].strip() for role, rang in colonnes.items()}
        if not (lu.get("nom") or lu.get("email")) or not (lu["arrivee"] and lu["depart"]):
            continue
        arrivee, depart = (_moment(lu[role], jour, numero) for role in ("arrivee", "depart"))
        yield Connexion(lu.get("nom", ""), lu.get("email", ""), arrivee, depart)


def _colonnes(entetes: Sequence[str]) -> dict[str, int]:
    colonnes: dict[str, int] = {}
    for rang, entete in enumerate(entetes):
        mots = normaliser(entete)
        role = next((role for role, racines in ROLES.items() if any(racine in mots for racine in racines)), None)
        if role:
            colonnes.setdefault(role, rang)
    if "nom" not in colonnes and "email" not in colonnes:
        raise JournalIllisible("aucune colonne ne dit le nom ni l'adresse des personnes (« Nom », « Courriel »).")
    if "arrivee" not in colonnes or "depart" not in colonnes:
        raise JournalIllisible("il faut une colonne des arrivées et une des départs (« Arrivée », « Départ »).")
    return colonnes


def normaliser(texte: str) -> str:
    """Without accents, case nor signs: what two ways of writing a name share."""
    sans = unicodedata.normalize("NFKD", texte).encode("ascii", "ignore").decode()
    return " ".join(re.findall(r"[a-z0-9]+", sans.lower()))


def _moment(texte: str, jour: date, numero: int) -> datetime:
    possibles = list(_lectures(" ".join(texte.replace(",", " ").split()), jour))
    if not possibles:
        raise JournalIllisible(f"ligne {numero} : « {texte[:40]} » n'est pas une date ni une heure.")
    return next((lu for lu in possibles if lu.date() == jour), possibles[0])


def _lectures(texte: str, jour: date) -> Iterator[datetime]:
    try:
        lu = datetime.fromisoformat(texte)
        yield lu.astimezone(PARIS) if lu.tzinfo else lu.replace(tzinfo=PARIS)
    except (ValueError, OverflowError):
        pass
    for forme in HEURES:
        if (heure := _lire(texte, forme)) is not None:
            yield datetime.combine(jour, heure.time(), PARIS)
        for date_ in DATES:
            if (lu := _lire(texte, f"{date_} {forme}")) is not None:
                yield lu.replace(tzinfo=PARIS)


def _lire(texte: str, forme: str) -> datetime | None:
    try:
        return datetime.strptime(texte, forme)  # noqa: DTZ007 – the caller says where
    except ValueError:
        return None

"""The two texts that everybody receives, the welcome booklet and the rules of the house: written by the Académie."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from reportlab.lib.units import mm

from academie import francais
from academie.documents.mise_en_page import DISCRET, MiseEnPage, en_deux_passes
from sessions.documents.dossier import Organisme, faits, feuillet, identite, puces

TITRE, POINT = "#", "-"


@dataclass(frozen=True)
class DonneesTexte:
    """A text whose lines beginning with `#` are titles, and with `-` the points of a list."""

    titre: str
    texte: str
    organisme: Organisme
    etabli_le: date
    en_vigueur_le: date | None = None
    contacts: bool = False


def texte_pdf(donnees: DonneesTexte) -> bytes:
    """A4 portrait. The same facts always give the same bytes."""
    return en_deux_passes(lambda pages: _dessiner(donnees, pages))


def _dessiner(donnees: DonneesTexte, pages: int | None) -> MiseEnPage:
    organisme = donnees.organisme
    page = feuillet(donnees.titre, organisme.nom, donnees.etabli_le, pages, organisme)
    if donnees.en_vigueur_le:
        page.paragraphe(
            f"En vigueur depuis le {francais.date_sans_jour(donnees.en_vigueur_le)}", DISCRET.avec(corps=10)
        )
    lignes = (ligne.strip() for ligne in donnees.texte.splitlines())
    for genre, groupe in groupby(filter(None, lignes), key=_genre):
        _bloc(page, genre, [ligne.lstrip(genre).strip() for ligne in groupe])
    if donnees.contacts:
        page.titre("À qui parler")
        faits(
            page,
            [("Contact", organisme.contact), ("Personne référente handicap", organisme.referent_handicap)],
        )
    identite(page, organisme)
    return page


def _genre(ligne: str) -> str:
    return ligne[0] if ligne[0] in (TITRE, POINT) else ""


def _bloc(page: MiseEnPage, genre: str, lignes: Iterable[str]) -> None:
    if genre == POINT:
        page.espace(1 * mm)
        puces(page, lignes)
        return
    for ligne in lignes:
        if genre == TITRE:
            page.titre(ligne)
        else:
            page.paragraphe(ligne)
            page.espace(1 * mm)

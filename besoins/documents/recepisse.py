"""What somebody answered to a survey, to keep: before sending, and after when the answer can be found again."""

from dataclasses import dataclass
from datetime import date

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm

from academie import francais
from academie.documents import couleurs
from academie.documents.balises import EDITEUR
from academie.documents.mise_en_page import DISCRET, FORT, TEXTE, Maison, MiseEnPage, en_deux_passes

MAISON = Maison(couleurs.BESOINS, couleurs.BESOINS_TEINTE)
SANS_REPONSE = "Sans réponse"


@dataclass(frozen=True)
class PageRepondue:
    """A page of the survey: its title, and each question with what was answered, maybe nothing."""

    titre: str
    reponses: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class DonneesRecepisse:
    """`etabli_le` is the day of the document; `envoyee_le` the day of sending, None while it is a draft."""

    titre: str
    repondant: str
    confidentialite: str
    etabli_le: date
    pages: tuple[PageRepondue, ...]
    envoyee_le: date | None = None


def recepisse_pdf(donnees: DonneesRecepisse) -> bytes:
    """A4 portrait, as many pages as needed. The same facts always give the same bytes."""
    return en_deux_passes(lambda pages: _dessiner(donnees, pages))


def _dessiner(donnees: DonneesRecepisse, pages: int | None) -> MiseEnPage:
    page = MiseEnPage(
        titre=donnees.titre,
        sujet="Copie de vos réponses",
        taille=A4,
        jour=donnees.etabli_le,
        maison=MAISON,
        pied=EDITEUR,
        pages=pages,
    )
    page.titre(donnees.titre, niveau=1, style=FORT.avec(corps=21, couleur=couleurs.BESOINS, interligne=1.2))
    page.paragraphe(_etat(donnees), DISCRET.avec(corps=10))
    page.espace(4 * mm)
    faits = [("Répondant", donnees.repondant), ("Confidentialité", donnees.confidentialite)]
    page.faits((terme, valeur) for terme, valeur in faits if valeur)
    for repondue in donnees.pages:
        page.titre(repondue.titre)
        for question, reponse in repondue.reponses:
            page.reserver(3 * TEXTE.hauteur)
            page.paragraphe(question, FORT)
            page.paragraphe(reponse or SANS_REPONSE, TEXTE if reponse else DISCRET.avec(corps=10.5))
            page.espace(2.5 * mm)
    return page


def _etat(donnees: DonneesRecepisse) -> str:
    if donnees.envoyee_le:
        return f"Copie de vos réponses, envoyées le {francais.date_longue(donnees.envoyee_le)}"
    return f"Copie de vos réponses au {francais.date_longue(donnees.etabli_le)}, avant l’envoi"

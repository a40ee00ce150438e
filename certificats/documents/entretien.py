"""A yearly interview on paper: what was written, who signed, what was added since."""

from dataclasses import dataclass
from datetime import date

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm

from academie import francais
from academie.documents import couleurs
from academie.documents.mise_en_page import DISCRET, FORT, Maison, MiseEnPage, en_deux_passes

MAISON = Maison(couleurs.CERTIFICATS, couleurs.CERTIFICATS_TEINTE)
TERME = 52 * mm
PORTEE = "Ce document rend compte d’un échange interne. Il ne remplace aucun entretien prévu par la loi."


@dataclass(frozen=True)
class DonneesEntretien:
    """`signatures`: (name, day). `complements`: (who and when, text). Without two signatures it says that it is a draft."""

    titre: str
    personne: str
    structure: str
    faits: tuple[tuple[str, str], ...]
    signatures: tuple[tuple[str, str], ...]
    complements: tuple[tuple[str, str], ...]
    etabli_le: date


def entretien_pdf(donnees: DonneesEntretien) -> bytes:
    """A4 portrait. The same facts always give the same bytes."""
    return en_deux_passes(lambda pages: _dessiner(donnees, pages))


def _dessiner(donnees: DonneesEntretien, pages: int | None) -> MiseEnPage:
    page = MiseEnPage(
        titre=f"{donnees.titre}, {donnees.personne}",
        sujet=f"{donnees.personne}, {donnees.structure}",
        taille=A4,
        jour=donnees.etabli_le,
        maison=MAISON,
        pied=f"Établi le {francais.date_sans_jour(donnees.etabli_le)}",
        pages=pages,
        mention="" if len(donnees.signatures) == 2 else "Projet\u00a0: pas encore signé par les deux",
    )
    page.titre(donnees.titre, niveau=1, style=FORT.avec(corps=21, couleur=couleurs.CERTIFICATS, interligne=1.2))
    page.espace(2 * mm)
    page.faits(donnees.faits, TERME)
    page.titre("Signatures")
    if donnees.signatures:
        page.faits([(nom, f"a signé le {jour}") for nom, jour in donnees.signatures], TERME)
    else:
        page.paragraphe("Personne n’a encore signé.")
    if donnees.complements:
        page.titre("Ajouté depuis la signature")
        page.faits(donnees.complements, TERME)
    page.espace(4 * mm)
    page.paragraphe(PORTEE, DISCRET)
    return page

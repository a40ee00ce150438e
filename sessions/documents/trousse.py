"""What hangs in the room and what the trainer keeps at hand: the QR code of each half-day, the list of persons expected."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.units import mm

from academie import francais
from academie.documents import couleurs, polices
from academie.documents.balises import EDITEUR
from academie.documents.mise_en_page import DISCRET, FORT, PETIT, TEXTE, Cellule, MiseEnPage, Tableau, en_deux_passes
from academie.documents.qr import dessiner_qr
from academie.documents.texte import Style
from sessions.documents.feuille import MAISON

COTE = 110 * mm
ETAPES = (
    "1. Visez ce code avec votre téléphone, ou ouvrez le lien reçu par message.",
    "2. Connectez-vous si on vous le demande.",
    "3. Écrivez les six chiffres affichés à l’écran de la salle, puis votre nom ou votre signature.",
    "Sans téléphone, signez la feuille ou demandez à la formatrice ou au formateur.",
)
EN_TETE = Style(corps=9, graisse=polices.GRAS)


@dataclass(frozen=True)
class Affiche:
    """One half-day and where one signs for it."""

    debut: datetime
    fin: datetime
    lieu: str
    adresse: str


@dataclass(frozen=True)
class Attendue:
    """A person expected, what they need and what is planned for it."""

    nom: str
    structure: str
    besoin: str = ""
    prevu: str = ""


def affiches_pdf(programme: str, affiches: Sequence[Affiche], *, jour: datetime, emetteur: str = EDITEUR) -> bytes:
    """One page a half-day, legible from the back of the room."""

    def dessiner(pages: int | None) -> MiseEnPage:
        page = _page(f"Signer sa présence, {programme}", programme, A4, jour, emetteur, pages)
        for rang, affiche in enumerate(affiches):
            if rang:
                page.nouvelle_page()
            _affiche(page, programme, affiche, niveau=2 if rang else 1)
        return page

    return en_deux_passes(dessiner)


def liste_pdf(
    programme: str, session: str, attendues: Sequence[Attendue], *, jour: datetime, emetteur: str = EDITEUR
) -> bytes:
    """Who comes, from where, and what to prepare for whom."""

    def dessiner(pages: int | None) -> MiseEnPage:
        page = _page(f"Personnes attendues, {programme}", session, landscape(A4), jour, emetteur, pages)
        page.titre("Personnes attendues", niveau=1, style=FORT.avec(corps=19, couleur=couleurs.SESSIONS))
        page.paragraphe(programme, FORT.avec(corps=13))
        page.paragraphe(session, DISCRET.avec(corps=10))
        page.espace(3 * mm)
        if not attendues:
            page.paragraphe("Personne n’a encore de place confirmée.")
            return page
        page.tableau(
            Tableau(
                entetes=tuple(
                    Cellule(((titre, EN_TETE),))
                    for titre in ("Nom", "Structure", "Aménagement demandé", "Ce qui est prévu")
                ),
                largeurs=(58 * mm, 63 * mm, 70 * mm, 70 * mm),
                lignes=[
                    (
                        Cellule(((une.nom, EN_TETE),)),
                        *(Cellule(((texte, PETIT),)) for texte in (une.structure, une.besoin, une.prevu)),
                    )
                    for une in attendues
                ],
            )
        )
        page.espace(2 * mm)
        page.paragraphe(
            "Ce document porte des données personnelles : ne l’affichez pas, détruisez-le ensuite.", DISCRET
        )
        return page

    return en_deux_passes(dessiner)


def _page(titre: str, sujet: str, taille, jour: datetime, emetteur: str, pages: int | None) -> MiseEnPage:
    return MiseEnPage(titre=titre, sujet=sujet, taille=taille, jour=jour, maison=MAISON, pied=emetteur, pages=pages)


def _affiche(page: MiseEnPage, programme: str, affiche: Affiche, *, niveau: int) -> None:
    page.titre("Signez votre présence", niveau=niveau, style=FORT.avec(corps=30, couleur=couleurs.SESSIONS))
    page.paragraphe(programme, FORT.avec(corps=16))
    quand = f"{francais.date_longue(affiche.debut)}, {francais.plage(affiche.debut, affiche.fin)}"
    page.paragraphe(f"{quand[0].upper()}{quand[1:]}", TEXTE.avec(corps=16))
    page.paragraphe(affiche.lieu, DISCRET.avec(corps=12))
    page.espace(8 * mm)
    page.reserver(COTE)
    gauche = page.gauche + (page.largeur - COTE) / 2
    dessiner_qr(page.document, affiche.adresse, gauche, page.y - COTE, COTE, f"QR code : signer sa présence, {quand}")
    page.espace(COTE + 8 * mm)
    for etape in ETAPES:
        page.paragraphe(etape, TEXTE.avec(corps=14))
        page.espace(1.5 * mm)

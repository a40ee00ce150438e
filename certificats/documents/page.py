"""The frame of every document: A4, calm, verifiable. What does not fit continues on another page; nothing is cut.

The first page keeps its foot for the code: it leads to the public page, which shows the same facts.
"""

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm

from academie.documents import couleurs, polices
from academie.documents.mise_en_page import PIED, TEXTE, Maison, MiseEnPage, marque
from academie.documents.qr import dessiner_qr
from academie.documents.texte import Style, ajuster, couper
from certificats.documents.donnees import DonneesDocument

NOTE = (
    "L’original est un fichier conservé tel quel et scellé\u00a0: la page de vérification dit s’il est valable, remplacé "
    "ou révoqué, et reconnaît le fichier à son empreinte SHA-256."
)
LARGEUR, HAUTEUR = A4
GAUCHE = 25 * mm
TERME = 42 * mm
COTE_QR = 32 * mm
BAS = 58 * mm
SIGNATURE, EMBLEME, LOGO = 20 * mm, 10 * mm, 13 * mm

TITRE = Style(corps=26, graisse=polices.GRAS, interligne=1.15)
NOM = Style(corps=23, graisse=polices.GRAS, interligne=1.2)
PROGRAMME = Style(corps=16, graisse=polices.GRAS, interligne=1.25)
DISCRET = Style(corps=10, couleur=couleurs.DISCRET)
"""Names, titles: as large as their length allows, never under this size."""
CORPS_MINIMAL = 10.5


def document_pdf(donnees: DonneesDocument) -> bytes:
    """The same facts always give the same bytes."""
    page = _dessiner(donnees, 1)
    if page.document.page > 1:
        page = _dessiner(donnees, page.document.page)
    return page.octets()


def _dessiner(donnees: DonneesDocument, pages: int) -> "_Page":
    page = _Page(donnees, pages)
    page.en_tete()
    page.faits([fait for fait in donnees.corps if fait[1]], TERME)
    page.detail()
    page.conclusion()
    return page


class _Page(MiseEnPage):
    def __init__(self, donnees: DonneesDocument, pages: int) -> None:
        self.donnees = donnees
        self.teinte = HexColor(donnees.modele.couleur)
        super().__init__(
            titre=f"{donnees.TITRE} n°\u00a0{donnees.numero}",
            sujet=f"{donnees.programme}, {donnees.titulaire}",
            taille=A4,
            jour=donnees.delivre_le,
            maison=Maison(self.teinte, couleurs.CERTIFICATS_TEINTE),
            pied=f"{donnees.TITRE} n°\u00a0{donnees.numero}",
            pages=pages,
        )

    def en_tete(self) -> None:
        donnees = self.donnees
        self._texte("H1", donnees.TITRE, TITRE.avec(couleur=self.teinte))
        self.espace(1 * mm)
        remplace = f", remplace le n°\u00a0{donnees.remplace}" if donnees.remplace else ""
        self.paragraphe(f"N°\u00a0{donnees.numero}{remplace}. {donnees.DESTINATAIRE}.", DISCRET)
        self.espace(6 * mm)
        self.paragraphe(donnees.introduction)
        self.espace(1 * mm)
        self._grand("P", donnees.titulaire, NOM, 4)
        if donnees.employeur:
            self.espace(1 * mm)
            self._grand("P", donnees.employeur, TEXTE.avec(corps=11.5), 3)
        self.espace(3 * mm)
        self.paragraphe(donnees.PHRASE)
        self.espace(1 * mm)
        self._grand("H2", donnees.programme, PROGRAMME.avec(couleur=self.teinte), 3)
        self.espace(4 * mm)

    def detail(self) -> None:
        """Objectives or half-days: each document its own title."""
        if self.donnees.detail:
            self.titre("Détail")
            self.faits(self.donnees.detail, TERME)

    def conclusion(self) -> None:
        self.espace(3 * mm)
        self.paragraphe(self.donnees.signature)
        self.document.champ_du_cachet(300, self.y-40, 80, 30)

    def _texte(self, role: str, texte: str, style: Style) -> None:
        with self.document.element(role):
            self._bloc(couper(texte, style, self.largeur), style, self.gauche)

    def _grand(self, role: str, texte: str, style: Style, lignes: int) -> None:
        """As large as holds in so many lines; smaller than the least size, it takes more lines."""
        while len(couper(texte, style, self.largeur)) > lignes and style.corps > CORPS_MINIMAL:
            style = style.avec(corps=max(style.corps - 1, CORPS_MINIMAL))
        self._texte(role, texte, style)

    def _ouvrir_page(self) -> None:
        self.gauche, self.largeur = GAUCHE, LARGEUR - 2 * GAUCHE
        premiere = self.document.page == 1
        self.bas = BAS if premiere else PIED + 4 * mm
        self.y = HAUTEUR - 24 * mm
        with self.document.artefact():
            self.canvas.setFillColor(self.teinte)
            self.canvas.rect(0, 0, 7 * mm, HAUTEUR, stroke=0, fill=1)
            marque(self.document, GAUCHE, self.y, self.teinte)
        self.espace(14 * mm)
        if premiere:
            self._verification()

    def _verification(self) -> None:
        donnees, x, haut = self.donnees, GAUCHE + COTE_QR + 6 * mm, BAS - 4 * mm
        adresse = donnees.adresse_verification
        qr = f"Code QR qui mène à la page de vérification\u00a0: {adresse}"
        dessiner_qr(self.document, adresse, GAUCHE - 4, haut - COTE_QR, COTE_QR, qr)
        style, _ = ajuster(adresse, TEXTE.avec(couleur=couleurs.LIEN), LARGEUR - x - GAUCHE, 1, 5)
        with self.document.element("P"):
            self.document.lien(adresse, x, haut - style.corps, style)

"""The frame of every document: A4, calm, verifiable. What does not fit continues on another page; nothing is cut.

The first page keeps its foot for the code: it leads to the public page, which shows the same facts.
"""

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm

from academie import francais
from academie.documents import couleurs, polices
from academie.documents.emblemes import dessiner_embleme, largeur_embleme
from academie.documents.images import lire_image
from academie.documents.mise_en_page import FORT, MENTION, PETIT, PIED, TEXTE, Maison, MiseEnPage, marque
from academie.documents.qr import dessiner_qr
from academie.documents.texte import Style, ajuster, couper, largeur
from certificats.documents.donnees import DonneesDocument

VERIFIER = "Vérifiez ce document en lisant le code, ou à l’adresse\u00a0:"
NOTE = (
    "Cette page montre les mêmes faits, dit si le document est valable, remplacé ou révoqué, et reconnaît son fichier "
    "d’origine à son empreinte SHA-256."
)
CACHET, SCELLE = "Cachet électronique", "Ce fichier est scellé\u00a0: le modifier se verrait."
SPECIMEN = "SPÉCIMEN"
LARGEUR, HAUTEUR = A4
GAUCHE, UTILE = 25 * mm, LARGEUR - 50 * mm
COTE_QR, BAS = 28 * mm, 45 * mm
LOGO_LARGE, LOGO_HAUT = 38 * mm, 14 * mm
SIGNATURE_LARGE, SIGNATURE_HAUTE = 80 * mm, 17 * mm
CACHET_LARGE, CACHET_HAUT = 66 * mm, 13 * mm
EMBLEME, LIGNES_DU_FINANCEMENT = 9 * mm, 8
# Names and titles are as large as their length allows, never under this size.
CORPS_MINIMAL = 10.5

TITRE = Style(corps=26, graisse=polices.GRAS, interligne=1.15)
NOM = Style(corps=23, graisse=polices.GRAS, interligne=1.2)
PROGRAMME = Style(corps=16, graisse=polices.GRAS, interligne=1.25)
DISCRET = Style(corps=10, couleur=couleurs.DISCRET)


def document_pdf(donnees: DonneesDocument) -> bytes:
    """The same facts always give the same bytes."""
    page = _dessiner(donnees, 1)
    if page.document.page > 1:
        page = _dessiner(donnees, page.document.page)
    return page.octets()


def _dessiner(donnees: DonneesDocument, pages: int) -> "_Page":
    page = _Page(donnees, pages)
    page.en_tete()
    page.faits([fait for fait in donnees.corps if fait[1]])
    page.detail()
    page.conclusion()
    page.signature()
    page.organisme()
    return page


class _Page(MiseEnPage):
    def __init__(self, donnees: DonneesDocument, pages: int) -> None:
        self.donnees = donnees
        self.couleur = HexColor(donnees.modele.couleur)
        super().__init__(
            titre=f"{donnees.TITRE} n°\u00a0{donnees.numero}",
            sujet=f"{donnees.programme}, {donnees.titulaire}",
            taille=A4,
            jour=donnees.delivre_le,
            maison=Maison(self.couleur, _teinte(self.couleur)),
            pied=f"{donnees.TITRE} n°\u00a0{donnees.numero}",
            pages=pages,
        )

    def en_tete(self) -> None:
        donnees = self.donnees
        self._texte("H1", donnees.TITRE, TITRE.avec(couleur=self.couleur))
        self.espace(2 * mm)
        self._destinataire()
        self.espace(5 * mm)
        self.paragraphe(donnees.introduction)
        self.espace(0.5 * mm)
        self._grand("P", donnees.titulaire, NOM, 4)
        if donnees.employeur:
            self._grand("P", donnees.employeur, TEXTE.avec(corps=11.5), 3)
        self.espace(2.5 * mm)
        self.paragraphe(donnees.PHRASE)
        self.espace(1 * mm)
        self._grand("H2", donnees.programme, PROGRAMME.avec(couleur=self.couleur), 3)
        self.espace(3 * mm)
        self.filet()
        self.espace(1.5 * mm)

    def detail(self) -> None:
        """Facts when each has its value, bullets otherwise."""
        donnees = self.donnees
        if not donnees.detail:
            return
        self.titre(donnees.TITRE_DU_DETAIL)
        self.espace(1 * mm)
        if any(valeur for _terme, valeur in donnees.detail):
            self.faits(donnees.detail, donnees.TERME_DU_DETAIL * mm, TEXTE)
        else:
            self.puces([(terme, TEXTE)] for terme, _valeur in donnees.detail)

    def conclusion(self) -> None:
        if self.donnees.modele.conclusion:
            self.espace(3 * mm)
            self.paragraphe(self.donnees.modele.conclusion)

    def signature(self) -> None:
        """The place, the day, who signs; beside them, the seal and who pays. All on one page."""
        emetteur, style = self.donnees.emetteur, FORT.avec(corps=10)
        signataire = couper(emetteur.signataire, style, SIGNATURE_LARGE) if emetteur.signataire else []
        financement = self._lignes_du_financement()
        gauche = TEXTE.hauteur + len(signataire) * style.hauteur + bool(emetteur.signature) * SIGNATURE_HAUTE
        droite = CACHET_HAUT + bool(financement) * (2 * mm + max(EMBLEME, len(financement) * PETIT.hauteur))
        self.espace(3 * mm)
        self.reserver(max(gauche, droite))
        haut = self.y
        self._texte("P", self.donnees.signature, TEXTE)
        if signataire:
            with self.document.element("P"), self.document.contenu():
                self._ecrire(signataire, style, self.gauche)
        self._image_de_la_signature()
        self._cachet(haut)
        if financement:
            self._financement(financement, self.gauche + self.largeur - CACHET_LARGE, haut - CACHET_HAUT - 2 * mm)
        self.y = haut - max(gauche, droite)

    def organisme(self) -> None:
        """Who trains, under which number; with whose money when it is too long to stand beside the signature."""
        emetteur = self.donnees.emetteur
        self.espace(2 * mm)
        for texte in filter(None, (emetteur.identite, emetteur.enregistrement)):
            self.paragraphe(texte, MENTION)
        if self.donnees.mentions and not self._lignes_du_financement():
            self.paragraphe(self.financement, PETIT)

    @property
    def financement(self) -> str:
        return francais.enumeration(self.donnees.mentions)

    def _lignes_du_financement(self) -> list[str]:
        """Empty when there is nothing to say, or too much to stand beside the signature."""
        if not self.donnees.mentions:
            return []
        lignes = couper(self.financement, PETIT, CACHET_LARGE - self._retrait)
        return lignes if len(lignes) <= LIGNES_DU_FINANCEMENT else []

    @property
    def _retrait(self) -> float:
        return largeur_embleme(EMBLEME) + 3 * mm if self.donnees.europe else 0

    def _financement(self, lignes: list[str], x: float, y: float) -> None:
        if self.donnees.europe:
            dessiner_embleme(self.document, x, y - EMBLEME, EMBLEME)
        with self.document.element("P"), self.document.contenu():
            self.document.lignes(x + self._retrait, y, lignes, PETIT)

    def _image_de_la_signature(self) -> None:
        emetteur = self.donnees.emetteur
        if emetteur.signature:
            image = lire_image(emetteur.signature)
            large, haute = image.inscrite(SIGNATURE_LARGE, SIGNATURE_HAUTE - 6)
            description = f"Signature, {emetteur.signataire}" if emetteur.signataire else "Signature"
            self.document.image(image, self.gauche, self.y - haute - 3, large, haute, description)

    def _cachet(self, haut: float) -> None:
        if self.donnees.specimen:
            return
        x, y = self.gauche + self.largeur - CACHET_LARGE, haut - CACHET_HAUT
        with self.document.artefact():
            self.canvas.setStrokeColor(self.couleur)
            self.canvas.setLineWidth(0.8)
            self.canvas.roundRect(x, y, CACHET_LARGE, CACHET_HAUT, 4)
        with self.document.element("P"), self.document.contenu():
            suite = self.document.lignes(
                x + 3 * mm, haut - 2.5 * mm, [CACHET], FORT.avec(corps=9.5, couleur=self.couleur)
            )
            self.document.lignes(x + 3 * mm, suite, [SCELLE], MENTION)
        self.document.champ_du_cachet(x, y, CACHET_LARGE, CACHET_HAUT)

    def _destinataire(self) -> None:
        """For whom, in a tinted band, then the number."""
        style = FORT.avec(corps=10, couleur=self.couleur)
        large = largeur(self.donnees.DESTINATAIRE, style) + 6 * mm
        remplace = f", remplace le n°\u00a0{self.donnees.remplace}" if self.donnees.remplace else ""
        with self.document.artefact():
            self.canvas.setFillColor(self.maison.teinte)
            self.canvas.roundRect(self.gauche, self.y - 17, large, 18, 3, stroke=0, fill=1)
        with self.document.element("P"), self.document.contenu():
            self.document.lignes(self.gauche + 3 * mm, self.y - 2, [self.donnees.DESTINATAIRE], style)
        with self.document.element("P"), self.document.contenu():
            numero = f"N°\u00a0{self.donnees.numero}{remplace}"
            self.document.lignes(self.gauche + large + 4 * mm, self.y - 2, [numero], DISCRET)
        self.espace(18)

    def _texte(self, role: str, texte: str, style: Style) -> None:
        with self.document.element(role):
            self._bloc(couper(texte, style, self.largeur), style, self.gauche)

    def _grand(self, role: str, texte: str, style: Style, lignes: int) -> None:
        """As large as holds in so many lines; at the least size, it takes as many as it needs."""
        while len(couper(texte, style, self.largeur)) > lignes and style.corps > CORPS_MINIMAL:
            style = style.avec(corps=max(style.corps - 1, CORPS_MINIMAL))
        self._texte(role, texte, style)

    def _ouvrir_page(self) -> None:
        premiere = self.document.page == 1
        self.gauche, self.largeur = GAUCHE, UTILE
        self.bas, self.y = BAS + 4 * mm if premiere else PIED + 4 * mm, HAUTEUR - 22 * mm
        with self.document.artefact():
            self._decor()
        self.espace(13 * mm)
        if premiere:
            self._logos()
            self._verification()

    def _decor(self) -> None:
        self.canvas.setFillColor(self.couleur)
        self.canvas.rect(0, 0, 7 * mm, HAUTEUR, stroke=0, fill=1)
        self.canvas.setFillColor(self.maison.teinte)
        self.canvas.rect(7 * mm, 0, 2 * mm, HAUTEUR, stroke=0, fill=1)
        if self.donnees.specimen:
            self.canvas.saveState()
            self.canvas.translate(LARGEUR / 2, HAUTEUR / 2)
            self.canvas.rotate(52)
            style = FORT.avec(corps=110, couleur=couleurs.FILET)
            self.document.ligne(-largeur(SPECIMEN, style) / 2, -40, SPECIMEN, style)
            self.canvas.restoreState()
        marque(self.document, GAUCHE, self.y, self.couleur)

    def _logos(self) -> None:
        x = GAUCHE + UTILE
        for logo in reversed(self.donnees.modele.logos):
            image = lire_image(logo.octets)
            large, haute = image.inscrite(LOGO_LARGE, LOGO_HAUT)
            x -= large
            self.document.image(image, x, HAUTEUR - 26 * mm, large, haute, logo.texte)
            x -= 5 * mm

    def _verification(self) -> None:
        """At the foot of the first page; read last, as a section of its own."""
        adresse, x, haut = self.donnees.adresse_verification, GAUCHE + COTE_QR + 4 * mm, BAS
        if not adresse:
            return
        y, large = haut - 3 * mm, LARGEUR - x - GAUCHE
        with self.document.element("Sect") as section:
            dessiner_qr(self.document, adresse, GAUCHE - 4, haut - COTE_QR, COTE_QR, f"Code QR\u00a0: {adresse}")
            with self.document.element("P"), self.document.contenu():
                y = self.document.lignes(x, y, couper(VERIFIER, FORT.avec(corps=9.5), large), FORT.avec(corps=9.5))
            style, _ = ajuster(adresse, TEXTE.avec(couleur=couleurs.LIEN), large, 1, 5)
            with self.document.element("P"):
                self.document.lien(adresse, x, y - style.corps, style)
            with self.document.element("P"), self.document.contenu():
                self.document.lignes(x, y - style.hauteur - 2, couper(NOTE, MENTION, large), MENTION)
        self.document.lire_en_dernier(section)


def _teinte(couleur: Color) -> Color:
    """One part of a colour in eight of white."""
    return Color(*((7 + composante) / 8 for composante in couleur.rgb()))

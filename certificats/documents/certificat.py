"""The certificat de réalisation: one A4 page, calm, verifiable.

What it must say: identity of the trainee and of the employer, title and nature of the action, dates, duration, identity
of the provider (arrêté of 21 December 2018; Code du travail, L6313-1, L6313-7). It is never called "certifiant".
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm

from academie import francais
from academie.documents import couleurs, polices
from academie.documents.balises import EDITEUR, DocumentBalise
from academie.documents.mise_en_page import marque
from academie.documents.qr import dessiner_qr
from academie.documents.texte import Style, ajuster, couper

NATURE = "Action de formation (article L.\u00a06313-1 du Code du travail)"
NOTE = (
    "L’original de ce certificat est un fichier conservé tel quel\u00a0: son empreinte SHA-256 figure sur la page de "
    "vérification, qui indique aussi s’il est valable, remplacé ou révoqué."
)
DECLARATION = (
    "Déclaration d’activité enregistrée sous le numéro {numero}. Cet enregistrement ne vaut pas agrément de l’État."
)
LARGEUR, HAUTEUR = A4
GAUCHE = 25 * mm
UTILE = LARGEUR - 2 * GAUCHE
TERME = 42 * mm
COTE_QR = 34 * mm
BAS = 62 * mm
OBJECTIFS_VISIBLES = 8

TITRE = Style(corps=27, graisse=polices.GRAS, couleur=couleurs.CERTIFICATS, interligne=1.15)
NOM = Style(corps=24, graisse=polices.GRAS, interligne=1.2)
PROGRAMME = Style(corps=16, graisse=polices.GRAS, couleur=couleurs.CERTIFICATS, interligne=1.25)
TEXTE = Style(corps=10.5)
DISCRET = Style(corps=10, couleur=couleurs.DISCRET)
MENTION = Style(corps=8.5, couleur=couleurs.DISCRET)


@dataclass(frozen=True)
class DonneesCertificat:
    """Every fact the page prints. `seuil` is the share of hours required, between 0 and 1."""

    numero: str
    titulaire: str
    programme: str
    version: str
    objectifs: tuple[str, ...]
    jours: tuple[date, ...]
    lieu: str
    minutes_prevues: int
    minutes_suivies: int
    seuil: float
    formateurs: tuple[str, ...]
    delivre_le: date
    adresse_verification: str
    employeur: str = ""
    nature: str = NATURE
    emetteur: str = EDITEUR
    responsable: str = ""
    declaration: str = ""
    remplace: str = ""

    @property
    def assiduite(self) -> str:
        """The computed reason of the certificate: "13 h 30 sur 14 h, soit 96,4 % (seuil 80 %)"."""
        suivies, prevues = francais.duree(self.minutes_suivies), francais.duree(self.minutes_prevues)
        part = francais.pourcentage(self.minutes_suivies / self.minutes_prevues)
        return f"{suivies} sur {prevues}, soit {part} (seuil\u00a0: {francais.pourcentage(self.seuil, 0)})"

    @property
    def dates(self) -> str:
        jours = sorted(set(self.jours))
        if len(jours) <= 2:
            return francais.enumeration(francais.date_longue(jour) for jour in jours)
        return f"{francais.periode(jours[0], jours[-1])} ({len(jours)}\u00a0jours)"


def certificat_pdf(donnees: DonneesCertificat) -> bytes:
    """The same facts always give the same bytes."""
    document = DocumentBalise(
        titre=f"Certificat de réalisation n°\u00a0{donnees.numero}",
        sujet=f"{donnees.programme}, {donnees.titulaire}",
        taille=A4,
        jour=donnees.delivre_le,
    )
    _Page(document, donnees).dessiner()
    return document.octets()


class _Page:
    def __init__(self, document: DocumentBalise, donnees: DonneesCertificat) -> None:
        self.document, self.donnees = document, donnees
        self.y = HAUTEUR - 24 * mm

    def dessiner(self) -> None:
        self._decor()
        self._en_tete()
        self._titulaire()
        self._action()
        self._faits()
        self._objectifs()
        self._bas_de_page()

    def _decor(self) -> None:
        canvas = self.document.canvas
        with self.document.artefact():
            canvas.setFillColor(couleurs.CERTIFICATS)
            canvas.rect(0, 0, 7 * mm, HAUTEUR, stroke=0, fill=1)
            canvas.setFillColor(couleurs.CERTIFICATS_TEINTE)
            canvas.rect(7 * mm, 0, 2 * mm, HAUTEUR, stroke=0, fill=1)
            marque(self.document, GAUCHE, self.y, couleurs.CERTIFICATS)
        self.y -= 17 * mm

    def _en_tete(self) -> None:
        self._texte("H1", "Certificat de réalisation", TITRE)
        self.y -= 1.5 * mm
        numero = f"N°\u00a0{self.donnees.numero}"
        if self.donnees.remplace:
            numero = f"{numero}, remplace le n°\u00a0{self.donnees.remplace}"
        self._texte("P", numero, DISCRET)
        self.y -= 8 * mm

    def _titulaire(self) -> None:
        self._texte("P", f"{self.donnees.emetteur} atteste que", TEXTE)
        self.y -= 1.5 * mm
        self._ajuste("P", self.donnees.titulaire, NOM, lignes=4, corps_minimal=11)
        if self.donnees.employeur:
            self.y -= 1 * mm
            self._ajuste("P", self.donnees.employeur, TEXTE.avec(corps=11.5), lignes=2, corps_minimal=9)
        self.y -= 4 * mm

    def _action(self) -> None:
        self._texte("P", "a suivi la formation", TEXTE)
        self.y -= 1.5 * mm
        self._ajuste("H2", self.donnees.programme, PROGRAMME, lignes=3, corps_minimal=10)
        self.y -= 5 * mm

    def _faits(self) -> None:
        donnees = self.donnees
        faits = [
            ("Nature", donnees.nature),
            ("Dates", donnees.dates),
            ("Lieu", donnees.lieu),
            ("Durée prévue", francais.duree(donnees.minutes_prevues)),
            ("Heures suivies", donnees.assiduite),
            ("Formation assurée par", francais.enumeration(donnees.formateurs)),
            ("Version du programme", donnees.version),
        ]
        self._filet()
        with self.document.element("L"):
            for terme, valeur in faits:
                if valeur:
                    self._fait(terme, valeur)
        self.y -= 4 * mm

    def _fait(self, terme: str, valeur: str) -> None:
        style, lignes = ajuster(valeur, TEXTE, UTILE - TERME, lignes=2, corps_minimal=8)
        self.y -= 1.3 * mm
        with self.document.element("LI"):
            with self.document.element("Lbl"), self.document.contenu():
                self.document.ligne(GAUCHE, self.y - TEXTE.corps, terme, DISCRET)
            with self.document.element("LBody"), self.document.contenu():
                self._lignes(lignes, style, GAUCHE + TERME)
        self.y -= 0.9 * mm
        self._filet()

    def _objectifs(self) -> None:
        if not self.donnees.objectifs:
            return
        self._texte("H3", "Objectifs de la formation", Style(corps=11.5, graisse=polices.GRAS))
        self.y -= 1 * mm
        visibles, style = self._objectifs_visibles()
        with self.document.element("L"):
            for lignes in visibles:
                self._puce(style)
                with self.document.element("LI"), self.document.element("LBody"), self.document.contenu():
                    self._lignes(lignes, style, GAUCHE + 5 * mm)

    def _objectifs_visibles(self) -> tuple[list[list[str]], Style]:
        """All the objectives, at the largest size that leaves the foot of the page free; if none does, as many as fit."""
        objectifs, place = self.donnees.objectifs, self.y - BAS
        style = TEXTE
        while True:
            decoupes = [couper(objectif, style, UTILE - 5 * mm) for objectif in objectifs]
            if sum(map(len, decoupes)) * style.hauteur <= place or style.corps <= 8:
                break
            style = style.avec(corps=style.corps - 0.5)
        return _garder(decoupes, int(place // style.hauteur)), style

    def _bas_de_page(self) -> None:
        donnees, x = self.donnees, GAUCHE + COTE_QR + 7 * mm
        qr = f"Code QR qui mène à la page de vérification du certificat\u00a0: {donnees.adresse_verification}"
        self.y = BAS - 3 * mm
        self._filet()
        haut = self.y - 4 * mm
        dessiner_qr(self.document, donnees.adresse_verification, GAUCHE - 4, haut - COTE_QR, COTE_QR, qr)
        self.y = haut
        self._texte("P", self._delivrance(), TEXTE.avec(graisse=polices.GRAS), x)
        self.y -= 1.5 * mm
        self._texte("P", "Vérifiez ce certificat en lisant le code ou à l’adresse\u00a0:", TEXTE.avec(corps=9.5), x)
        self._adresse(x)
        self.y -= 1.5 * mm
        self._texte("P", NOTE, MENTION, x)
        if donnees.declaration:
            self.y -= 1 * mm
            self._texte("P", DECLARATION.format(numero=donnees.declaration), MENTION, x)

    def _delivrance(self) -> str:
        phrase = f"Délivré le {francais.date_sans_jour(self.donnees.delivre_le)} par {self.donnees.emetteur}"
        return f"{phrase}, {self.donnees.responsable}" if self.donnees.responsable else phrase

    def _adresse(self, x: float) -> None:
        style, _ = ajuster(
            self.donnees.adresse_verification, TEXTE.avec(couleur=couleurs.LIEN), LARGEUR - x - GAUCHE, 1, 5
        )
        with self.document.element("P"):
            self.document.lien(self.donnees.adresse_verification, x, self.y - style.corps, style)
        self.y -= style.hauteur

    def _texte(self, role: str, texte: str, style: Style, x: float = GAUCHE) -> None:
        with self.document.element(role), self.document.contenu():
            self._lignes(couper(texte, style, LARGEUR - GAUCHE - x), style, x)

    def _ajuste(self, role: str, texte: str, style: Style, *, lignes: int, corps_minimal: float) -> None:
        style, coupe = ajuster(texte, style, UTILE, lignes, corps_minimal)
        with self.document.element(role), self.document.contenu():
            self._lignes(coupe, style, GAUCHE)

    def _lignes(self, lignes: Sequence[str], style: Style, x: float) -> None:
        self.y = self.document.lignes(x, self.y, lignes, style)

    def _puce(self, style: Style) -> None:
        with self.document.artefact():
            self.document.canvas.setFillColor(couleurs.CERTIFICATS)
            self.document.canvas.circle(GAUCHE + 1.5 * mm, self.y - style.corps * 0.68, 1.6, stroke=0, fill=1)

    def _filet(self) -> None:
        with self.document.artefact():
            self.document.canvas.setStrokeColor(couleurs.FILET)
            self.document.canvas.setLineWidth(0.5)
            self.document.canvas.line(GAUCHE, self.y, GAUCHE + UTILE, self.y)


def _garder(decoupes: list[list[str]], lignes: int) -> list[list[str]]:
    """As many whole objectives as hold in so many lines; the last line then says how many are left out."""
    if sum(map(len, decoupes)) <= lignes:
        return decoupes
    gardes: list[list[str]] = []
    for decoupe in decoupes:
        if sum(map(len, gardes)) + len(decoupe) > lignes - 1:
            break
        gardes.append(decoupe)
    autres = len(decoupes) - len(gardes)
    return [*gardes, [f"et {autres}\u00a0autres objectifs, à lire sur la page de vérification."]]

"""Pages that fill from top to bottom: titles, paragraphs, facts, bullets, tables, and what repeats on each page."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from reportlab.lib.colors import Color
from reportlab.lib.units import mm

from academie.documents import couleurs, polices
from academie.documents.balises import EDITEUR, DocumentBalise, en_tete
from academie.documents.texte import Style, abreger, ajuster, couper, largeur
from academie.francais import INSECABLE

TEXTE = Style()
FORT = Style(graisse=polices.GRAS)
PETIT = Style(corps=9)
DISCRET = Style(corps=9, couleur=couleurs.DISCRET)
MENTION = Style(corps=8, couleur=couleurs.DISCRET)
MARGE = 18 * mm
PIED = 16 * mm
HAUTEUR_DESSIN = 10 * mm
EN_TETE = 26.0
BLANC_CELLULE = 5.0


@dataclass(frozen=True)
class Maison:
    """The colours of the house a document comes from."""

    couleur: Color
    teinte: Color


@dataclass(frozen=True)
class Dessin:
    """Strokes drawn by hand, from the top left corner of a box of `largeur` by `hauteur`, and what they are."""

    traits: tuple[tuple[tuple[int, int], ...], ...]
    largeur: int
    hauteur: int
    description: str


@dataclass(frozen=True)
class Cellule:
    """Texts one under the other; without any text, an empty box to write in by hand."""

    textes: tuple[tuple[str, Style], ...] = ()
    a_droite: bool = False
    dessin: "Dessin | None" = None

    def lignes(self, place: float) -> list[tuple[str, Style]]:
        return [(ligne, style) for texte, style in self.textes for ligne in couper(texte, style, place)]


@dataclass(frozen=True)
class Tableau:
    """Column headers with their widths in points, rows whose first cell heads the row, and the least height of a row."""

    entetes: tuple[Cellule, ...]
    largeurs: tuple[float, ...]
    lignes: Sequence[tuple[Cellule, ...]]
    hauteur_minimale: float = 0


class MiseEnPage:
    """Draws on a tagged document from the top margin down, and starts a new page when the current one is full."""

    def __init__(
        self,
        *,
        titre: str,
        sujet: str,
        taille: tuple[float, float],
        jour: date,
        maison: Maison,
        pied: str,
        pages: int | None = None,
        echelle: float = 1,
        mention: str = "",
    ) -> None:
        """`echelle` sets the size of what is read; `mention` is repeated on top of every page."""
        self.document = DocumentBalise(titre=titre, sujet=sujet, taille=taille, jour=jour)
        self.canvas = self.document.canvas
        self.largeur_page, self.hauteur_page = taille
        self.gauche, self.largeur = MARGE, taille[0] - 2 * MARGE
        self.bas = PIED + 4 * mm
        self.maison, self.pied, self.pages, self.mention = maison, pied, pages, mention
        self.texte = TEXTE.avec(corps=TEXTE.corps * echelle)
        self.y = 0.0
        self._ouvrir_page()

    @property
    def reste(self) -> float:
        """Height still free on the page."""
        return self.y - self.bas

    def espace(self, hauteur: float) -> None:
        self.y -= hauteur

    def reserver(self, hauteur: float) -> None:
        """Starts a new page unless so much height is left."""
        if hauteur > self.reste:
            self.nouvelle_page()

    def nouvelle_page(self) -> None:
        self._fermer_page()
        self.document.nouvelle_page()
        self._ouvrir_page()

    def octets(self) -> bytes:
        self._fermer_page()
        return self.document.octets()

    def titre(self, texte: str, niveau: int = 2, style: Style | None = None, suite: float | None = None) -> None:
        """A heading, kept with at least so much height of what follows it: three lines unless told."""
        style = style or FORT.avec(corps=self.texte.corps * 13 / TEXTE.corps, couleur=self.maison.couleur)
        suite = 3 * self.texte.hauteur if suite is None else suite
        lignes = couper(texte, style, self.largeur)
        self.espace(style.corps * 0.9)
        self.reserver(len(lignes) * style.hauteur + suite)
        with self.document.element(f"H{niveau}"), self.document.contenu():
            self._ecrire(lignes, style, self.gauche)
        self.espace(style.corps * 0.15)

    def paragraphe(self, texte: str, style: Style | None = None) -> None:
        """Text that may continue on the next page."""
        style = style or self.texte
        with self.document.element("P"):
            self._bloc(couper(texte, style, self.largeur), style, self.gauche)

    def lien(self, adresse: str) -> None:
        """A web address on a line of its own, small enough to hold on it."""
        style, _ = ajuster(adresse, self.texte.avec(couleur=couleurs.LIEN), self.largeur, 1, 5)
        self.reserver(style.hauteur)
        with self.document.element("P"):
            self.document.lien(adresse, self.gauche, self.y - style.corps, style)
        self.y -= style.hauteur

    def puces(self, elements: Iterable[Sequence[tuple[str, Style]]]) -> None:
        """A bulleted list; each item is texts one under the other."""
        retrait = 5 * mm
        with self.document.element("L"):
            for textes in elements:
                self.reserver(2 * self.texte.hauteur)
                self._puce()
                with self.document.element("LI"), self.document.element("LBody"):
                    for texte, style in textes:
                        self._bloc(couper(texte, style, self.largeur - retrait), style, self.gauche + retrait)
                self.espace(2.5)

    def faits(
        self, faits: Iterable[tuple[str, str]], largeur_terme: float = 45 * mm, style_terme: Style | None = None
    ) -> None:
        """Terms and what they are, side by side, with a hairline between two facts."""
        place = self.largeur - largeur_terme
        style_terme = style_terme or DISCRET.avec(corps=self.texte.corps * 10 / TEXTE.corps)
        with self.document.element("L"):
            for terme, valeur in faits:
                lignes_terme = couper(terme, style_terme, largeur_terme - 4 * mm)
                lignes = couper(valeur, self.texte, place)
                self.reserver(max(min(len(lignes), 4), len(lignes_terme)) * self.texte.hauteur + 7)
                with self.document.element("LI"):
                    haut = self.y
                    with self.document.element("Lbl"), self.document.contenu():
                        self._ecrire(lignes_terme, style_terme, self.gauche)
                    bas_terme, self.y = self.y, haut
                    with self.document.element("LBody"):
                        page = self.document.page
                        self._bloc(lignes, self.texte, self.gauche + largeur_terme)
                    if page == self.document.page:
                        self.y = min(self.y, bas_terme)
                self.espace(self.texte.corps * 0.3)
                self.filet()
                self.espace(self.texte.corps * 0.4)

    def filet(self) -> None:
        with self.document.artefact():
            self._trait()
            self.canvas.line(self.gauche, self.y, self.gauche + self.largeur, self.y)

    def tableau(self, tableau: Tableau) -> None:
        """A ruled table; on each new page its headers are drawn again, as decoration."""
        self.reserver(self._hauteur(tableau.entetes, tableau) + 2 * self.texte.hauteur + tableau.hauteur_minimale)
        with self.document.element("Table"):
            with self.document.element("TR"):
                self._rangee(tableau.entetes, tableau, self._en_tete_de_colonne)
            for ligne in self._rangees(tableau):
                if self._hauteur(ligne, tableau) > self.reste:
                    self.nouvelle_page()
                    self._rangee(tableau.entetes, tableau, self._repetition)
                with self.document.element("TR"):
                    self._rangee(ligne, tableau, self._cellule)

    def _rangees(self, tableau: Tableau) -> Iterator[tuple[Cellule, ...]]:
        """The rows, one that is taller than a page being continued in as many rows as it takes."""
        place = self.hauteur_page - MARGE - EN_TETE - self.bas - self._hauteur(tableau.entetes, tableau)
        for ligne in tableau.lignes:
            if self._hauteur(ligne, tableau) <= place:
                yield ligne
                continue
            coupees = [
                cellule.lignes(_interieur(large)) for cellule, large in zip(ligne, tableau.largeurs, strict=True)
            ]
            pas = int((place - 2 * BLANC_CELLULE) // max(style.hauteur for lignes in coupees for _, style in lignes))
            for debut in range(0, max(map(len, coupees)), pas):
                suite = [tuple(lignes[debut : debut + pas]) for lignes in coupees]
                yield tuple(replace(cellule, textes=textes) for cellule, textes in zip(ligne, suite, strict=True))

    def _rangee(
        self,
        cellules: Sequence[Cellule],
        tableau: Tableau,
        balise: Callable[[int, Callable[[], None]], AbstractContextManager[None]],
    ) -> None:
        hauteur, haut, x = self._hauteur(cellules, tableau), self.y, self.gauche
        with self.document.artefact():
            self._cadre(tableau.largeurs, haut, hauteur, fond=cellules is tableau.entetes)
        for rang, (cellule, large) in enumerate(zip(cellules, tableau.largeurs, strict=True)):
            place = _interieur(large)
            self.y = haut - BLANC_CELLULE + 1
            with balise(rang, partial(self._dessin, cellule, x + BLANC_CELLULE, place)):
                for texte, style in cellule.lignes(place):
                    retrait = place - largeur(texte, style) if cellule.a_droite else 0
                    self._ecrire([texte], style, x + BLANC_CELLULE + retrait)
            x += large
        self.y = haut - hauteur

    def _hauteur(self, cellules: Sequence[Cellule], tableau: Tableau) -> float:
        texte = max(
            sum(style.hauteur for _, style in cellule.lignes(_interieur(large))) + HAUTEUR_DESSIN * bool(cellule.dessin)
            for cellule, large in zip(cellules, tableau.largeurs, strict=True)
        )
        minimum = 0 if cellules is tableau.entetes else tableau.hauteur_minimale
        return max(texte + 2 * BLANC_CELLULE, minimum)

    def _cadre(self, largeurs: Sequence[float], haut: float, hauteur: float, *, fond: bool) -> None:
        total = sum(largeurs)
        if fond:
            self.canvas.setFillColor(self.maison.teinte)
            self.canvas.rect(self.gauche, haut - hauteur, total, hauteur, stroke=0, fill=1)
        self._trait()
        self.canvas.rect(self.gauche, haut - hauteur, total, hauteur)
        x = self.gauche
        for large in largeurs[:-1]:
            x += large
            self.canvas.line(x, haut, x, haut - hauteur)

    @contextmanager
    def _en_tete_de_colonne(self, rang: int, dessiner: Callable[[], None]) -> Iterator[None]:
        with self.document.element("TH", A=en_tete("Column")), self.document.contenu():
            yield

    @contextmanager
    def _cellule(self, rang: int, dessiner: Callable[[], None]) -> Iterator[None]:
        role, attributs = ("TD", {}) if rang else ("TH", {"A": en_tete("Row")})
        with self.document.element(role, **attributs):
            with self.document.contenu():
                yield
            dessiner()

    @contextmanager
    def _repetition(self, rang: int, dessiner: Callable[[], None]) -> Iterator[None]:
        with self.document.artefact():
            yield

    def _dessin(self, cellule: Cellule, x: float, place: float) -> None:
        """The strokes under the text of their cell, as lines that stay sharp at any size."""
        if not (dessin := cellule.dessin):
            return
        echelle = min(place / dessin.largeur, HAUTEUR_DESSIN / dessin.hauteur)
        trace = self.canvas.beginPath()
        for trait in dessin.traits:
            for rang, (de_gauche, du_haut) in enumerate([*trait, trait[-1]]):
                point = (x + de_gauche * echelle, self.y - du_haut * echelle)
                (trace.lineTo if rang else trace.moveTo)(*point)
        with self.document.element("Figure", Alt=dessin.description), self.document.contenu():
            self.canvas.saveState()
            self.canvas.setStrokeColor(couleurs.ENCRE)
            self.canvas.setLineWidth(0.9)
            self.canvas.setLineCap(1)
            self.canvas.setLineJoin(1)
            self.canvas.drawPath(trace)
            self.canvas.restoreState()

    def _bloc(self, lignes: Sequence[str], style: Style, x: float) -> None:
        """Lines that may run over several pages: one piece of content for each page."""
        restantes = list(lignes)
        while restantes:
            self.reserver(style.hauteur)
            tiennent = max(1, int(self.reste // style.hauteur))
            with self.document.contenu():
                self._ecrire(restantes[:tiennent], style, x)
            restantes = restantes[tiennent:]

    def _ecrire(self, lignes: Iterable[str], style: Style, x: float) -> None:
        self.y = self.document.lignes(x, self.y, lignes, style)

    def _puce(self) -> None:
        with self.document.artefact():
            self.canvas.setFillColor(self.maison.couleur)
            self.canvas.circle(self.gauche + 1.5 * mm, self.y - self.texte.corps * 0.68, 1.6, stroke=0, fill=1)

    def _trait(self) -> None:
        self.canvas.setStrokeColor(couleurs.FILET)
        self.canvas.setLineWidth(0.5)

    def _ouvrir_page(self) -> None:
        self.y = self.hauteur_page - MARGE
        with self.document.artefact():
            marque(self.document, self.gauche, self.y - 11, self.maison.couleur)
            suite = self.document.titre if self.document.page > 1 else ""
            if courant := " – ".join(filter(None, (self.mention, suite))):
                self._courant(self.hauteur_page - MARGE - 8, courant, DISCRET)
        self.espace(EN_TETE)

    def _fermer_page(self) -> None:
        total = "" if self.pages is None else f"{INSECABLE}sur{INSECABLE}{self.pages}"
        with self.document.artefact():
            self._trait()
            self.canvas.line(self.gauche, PIED, self.gauche + self.largeur, PIED)
            self.document.ligne(self.gauche, PIED - 12, self.pied, MENTION)
            self._courant(PIED - 12, f"Page{INSECABLE}{self.document.page}{total}", MENTION)

    def _courant(self, y: float, texte: str, style: Style) -> None:
        """A line that ends at the right margin, shortened to leave the left half free."""
        (visible,) = abreger(couper(texte, style, self.largeur * 0.6), 1, style, self.largeur * 0.6)
        self.document.ligne(self.gauche + self.largeur - largeur(visible, style), y, visible, style)


def _interieur(large: float) -> float:
    """Width left for the text of a cell."""
    return large - 2 * BLANC_CELLULE


def marque(document: DocumentBalise, x: float, y: float, couleur: Color) -> None:
    """The Académie's mark, three rising steps, and its name. To be drawn inside a piece of content or an artefact."""
    document.canvas.setFillColor(couleur)
    for rang in range(3):
        document.canvas.rect(x + rang * 5, y, 4, 4.5 + rang * 4.5, stroke=0, fill=1)
    document.ligne(x + 20, y, EDITEUR, FORT.avec(corps=13, couleur=couleur))


def en_deux_passes(dessiner: Callable[[int | None], MiseEnPage]) -> bytes:
    """Draws once to count the pages, then again with their number in every footer."""
    brouillon = dessiner(None)
    return dessiner(brouillon.document.page).octets()

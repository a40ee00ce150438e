"""What the documents of a session share: who trains, what is taught, when and where, and the parts they all draw.

They are made on demand from the facts of the day, and their foot says which day.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm

from academie import francais
from academie.documents import couleurs, polices
from academie.documents.emblemes import dessiner_embleme, largeur_embleme
from academie.documents.images import lire_image
from academie.documents.mise_en_page import DISCRET, FORT, PETIT, TEXTE, Cellule, Maison, MiseEnPage, Tableau
from academie.documents.texte import Style, couper

MAISON = Maison(couleurs.SESSIONS, couleurs.SESSIONS_TEINTE)
TERME, EMBLEME = 42 * mm, 11 * mm
ENTETE = PETIT.avec(graisse=polices.GRAS)
HAUTEUR_SIGNATURE = 27 * mm
LOI_FORMATION = "action de formation au sens de l’article L.\u00a06313-2 du Code du travail"


@dataclass(frozen=True)
class Organisme:
    """Who trains. Empty strings are what nobody has written yet: documents leave them out."""

    nom: str
    adresse: str = ""
    commune: str = ""
    siret: str = ""
    declaration: str = ""
    declaration_region: str = ""
    representant: str = ""
    fonction: str = ""
    contact: str = ""
    referent_handicap: str = ""
    signature: bytes = b""

    @property
    def enregistrement(self) -> str:
        """The only words that the law allows (Code du travail, L6352-12)."""
        if not self.declaration:
            return ""
        numero = " ".join((self.declaration[:2], self.declaration[2:4], self.declaration[4:9], self.declaration[9:]))
        aupres = f" auprès du {self.declaration_region}" if self.declaration_region else ""
        return (
            f"Enregistrée sous le numéro {numero.replace(' ', francais.INSECABLE)}{aupres}. "
            "Cet enregistrement ne vaut pas agrément de l’État."
        )

    @property
    def represente(self) -> str:
        """ "Camille Duval, présidente", or what is known of it."""
        return ", ".join(filter(None, (self.representant, self.fonction)))


@dataclass(frozen=True)
class DemiJournee:
    """A half-day: where it takes place, at a distance when `distance`."""

    debut: datetime
    fin: datetime
    modules: tuple[str, ...]
    ou: str
    distance: bool = False

    @property
    def minutes(self) -> int:
        return round(self.fin.timestamp() - self.debut.timestamp()) // 60


@dataclass(frozen=True)
class Formation:
    """A session and its programme. Texts may hold several lines."""

    titre: str
    session: str
    demi_journees: tuple[DemiJournee, ...]
    formateurs: tuple[str, ...]
    objectifs: tuple[str, ...] = ()
    modules: tuple[tuple[str, int], ...] = ()
    prerequis: str = ""
    methodes: str = ""
    moyens: str = ""
    accompagnement: str = ""
    accessibilite: str = ""
    evaluation: str = ""
    seuil: int = 0
    tarif: str = ""
    mentions_europe: tuple[str, ...] = ()
    programme: str = ""

    @property
    def minutes(self) -> int:
        return sum(demi.minutes for demi in self.demi_journees)

    @property
    def part_a_distance(self) -> float:
        """Between 0 and 1, of the minutes (Code du travail, D6353-1)."""
        distance = sum(demi.minutes for demi in self.demi_journees if demi.distance)
        return distance / self.minutes if self.minutes else 0.0

    @property
    def periode(self) -> str:
        return francais.periode(self.demi_journees[0].debut, self.demi_journees[-1].fin)

    @property
    def gratuite(self) -> bool:
        return "gratuit" in self.tarif.casefold()


def feuillet(titre: str, sujet: str, jour: date, pages: int | None, organisme: Organisme) -> MiseEnPage:
    """A4 portrait, its title, and the day of its facts at its foot."""
    page = MiseEnPage(
        titre=f"{titre}, {sujet}" if sujet else titre,
        sujet=sujet or organisme.nom,
        taille=A4,
        jour=jour,
        maison=MAISON,
        pied=f"Document établi le {francais.date_sans_jour(jour)}, d’après les informations connues ce jour",
        pages=pages,
    )
    page.titre(titre, niveau=1, style=FORT.avec(corps=21, couleur=couleurs.SESSIONS, interligne=1.2))
    if sujet:
        page.paragraphe(sujet, FORT.avec(corps=13))
    return page


def faits(page: MiseEnPage, faits: Iterable[tuple[str, str]]) -> None:
    """Those that are known."""
    page.faits([(terme, valeur) for terme, valeur in faits if valeur], TERME)


def puces(page: MiseEnPage, textes: Iterable[str]) -> None:
    page.puces([(texte, TEXTE)] for texte in textes)


def lien(page: MiseEnPage, phrase: str, adresse: str) -> None:
    """A sentence and the address it announces, never on two pages."""
    page.espace(1 * mm)
    page.reserver((len(couper(phrase, TEXTE, page.largeur)) + 1) * TEXTE.hauteur)
    page.paragraphe(phrase)
    page.lien(adresse)


def europe(page: MiseEnPage, mentions: Sequence[str]) -> None:
    """The emblem and, beside it, what each European funding asks to be said (regulation 2021/1060, art. 50)."""
    if not mentions:
        return
    retrait = largeur_embleme(EMBLEME) + 4 * mm
    lignes = [ligne for mention in mentions for ligne in couper(mention, TEXTE, page.largeur - retrait)]
    hauteur = max(EMBLEME, len(lignes) * TEXTE.hauteur)
    page.espace(2 * mm)
    page.reserver(hauteur)
    dessiner_embleme(page.document, page.gauche, page.y - EMBLEME, EMBLEME)
    with page.document.element("P"), page.document.contenu():
        haut = page.y - (hauteur - len(lignes) * TEXTE.hauteur) / 2
        page.document.lignes(page.gauche + retrait, haut, lignes, TEXTE)
    page.espace(hauteur)


def horaires(page: MiseEnPage, demi_journees: Sequence[DemiJournee]) -> None:
    """Half-day by half-day: hours, modules, place."""
    page.tableau(
        Tableau(
            entetes=tuple(Cellule(((titre, ENTETE),)) for titre in ("Demi-journée", "Contenu", "Lieu")),
            largeurs=(52 * mm, 62 * mm, 60 * mm),
            lignes=[
                (
                    Cellule(((francais.date_longue(demi.debut), ENTETE), (_heures(demi), PETIT))),
                    Cellule(tuple((module, PETIT) for module in demi.modules)),
                    Cellule(((demi.ou, PETIT),)),
                )
                for demi in demi_journees
            ],
        )
    )


def _heures(demi: DemiJournee) -> str:
    return f"{francais.plage(demi.debut, demi.fin)} ({francais.duree(demi.minutes)})"


def identite(page: MiseEnPage, organisme: Organisme) -> None:
    """Who trains, at the end of a document: held together."""
    siret = f"SIRET {organisme.siret}" if organisme.siret else ""
    lignes = [
        ", ".join(filter(None, (organisme.nom, *organisme.adresse.splitlines(), siret))),
        organisme.enregistrement,
    ]
    page.espace(3 * mm)
    page.reserver(4 * DISCRET.hauteur)
    for ligne in filter(None, lignes):
        page.paragraphe(ligne, DISCRET)


@dataclass(frozen=True)
class Signataire:
    """Who signs, for whom: a box to sign in, or the image of the signature."""

    pour: str
    nom: str = ""
    image: bytes = b""


def signatures(page: MiseEnPage, ou: str, jour: date, signataires: Sequence[Signataire]) -> None:
    """The place and the day, then one box for each, side by side, all on one page."""
    blanc = 6 * mm
    large = (page.largeur - blanc * (len(signataires) - 1)) / max(len(signataires), 2)
    textes = [_lignes_du_signataire(signataire, large) for signataire in signataires]
    hauteur = max(sum(style.hauteur for _, style in lignes) for lignes in textes)
    page.espace(4 * mm)
    page.reserver(hauteur + HAUTEUR_SIGNATURE + 2 * TEXTE.hauteur)
    page.paragraphe(f"Fait à {ou}, le {francais.date_sans_jour(jour)}" if ou else f"Le {francais.date_sans_jour(jour)}")
    page.espace(2 * mm)
    haut = page.y
    for rang, (signataire, lignes) in enumerate(zip(signataires, textes, strict=True)):
        x, y = page.gauche + rang * (large + blanc), haut
        with page.document.element("P"), page.document.contenu():
            for ligne, style in lignes:
                y = page.document.lignes(x, y, [ligne], style)
        _case(page, signataire, x, haut - hauteur - 1 * mm, large)
    page.espace(hauteur + HAUTEUR_SIGNATURE)


def _lignes_du_signataire(signataire: Signataire, large: float) -> list[tuple[str, Style]]:
    textes = ((signataire.pour, FORT), (signataire.nom, PETIT))
    return [(ligne, style) for texte, style in textes if texte for ligne in couper(texte, style, large)]


def _case(page: MiseEnPage, signataire: Signataire, x: float, haut: float, large: float) -> None:
    hauteur = HAUTEUR_SIGNATURE - 4 * mm
    with page.document.artefact():
        page.canvas.setStrokeColor(couleurs.FILET)
        page.canvas.setLineWidth(0.5)
        page.canvas.rect(x, haut - hauteur, large, hauteur)
    if signataire.image:
        image = lire_image(signataire.image)
        longueur, haute = image.inscrite(large - 4 * mm, hauteur - 4 * mm)
        gauche, bas = x + (large - longueur) / 2, haut - (hauteur + haute) / 2
        page.document.image(image, gauche, bas, longueur, haute, f"Signature, {signataire.pour}")

"""A tagged PDF: every drawing belongs to a structure element or is marked as decoration.

reportlab writes pages but no structure tree, so this module adds what PDF/UA-1 (ISO 14289-1) and PDF 1.7 (ISO
32000-1, 14.6 to 14.8) ask for: marked content, StructTreeRoot, ParentTree, language, title and XMP identification.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from io import BytesIO
from xml.sax.saxutils import escape

from reportlab import rl_config
from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFObjectReference, PDFStream, PDFString
from reportlab.pdfgen.canvas import Canvas

from academie.documents import polices
from academie.documents.texte import Style

rl_config.useA85 = 0  # binary streams: no detour by ASCII, which costs time and a quarter more bytes

EDITEUR = "OTeN Académie"
LANGUE = "fr-FR"
XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<pdfuaid:part>1</pdfuaid:part>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{titre}</rdf:li></rdf:Alt></dc:title>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{sujet}</rdf:li></rdf:Alt></dc:description>
<dc:creator><rdf:Seq><rdf:li>{editeur}</rdf:li></rdf:Seq></dc:creator>
<dc:language><rdf:Bag><rdf:li>{langue}</rdf:li></rdf:Bag></dc:language>
<xmp:CreatorTool>{editeur}</xmp:CreatorTool>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>
"""


@dataclass
class Noeud:
    """A structure element: its PDF type, its attributes, and its children or pieces of page content."""

    role: str
    attributs: dict[str, object] = field(default_factory=dict)
    enfants: list["Noeud | Contenu | Annotation"] = field(default_factory=list)


@dataclass(frozen=True)
class Contenu:
    """A marked piece of a page."""

    page: int
    mcid: int


@dataclass(frozen=True)
class Annotation:
    """An active zone of a page, known by its key in the parent tree."""

    page: int
    cle: int
    reference: PDFObjectReference


class DocumentBalise:
    """A canvas with a structure tree. The same drawings with the same `date` give the same bytes."""

    def __init__(self, *, titre: str, sujet: str, taille: tuple[float, float], jour: date) -> None:
        self._sortie = BytesIO()
        self.canvas = Canvas(
            self._sortie,
            pagesize=taille,
            invariant=1,
            pageCompression=1,
            initialFontName=polices.police(polices.TEXTE).fontName,
            lang=LANGUE,
            pdfVersion=(1, 7),
        )
        self.canvas.setTitle(polices.nettoyer(titre))
        self.canvas.setSubject(polices.nettoyer(sujet))
        self.canvas.setAuthor(EDITEUR)
        self.canvas.setCreator(EDITEUR)
        self.canvas.setDateFormatter(lambda *_: f"D:{jour:%Y%m%d}000000Z")
        self.titre, self.sujet = titre, sujet
        self.page = 1
        self.racine = Noeud("Document")
        self._ouverts = [self.racine]
        self._contenus: list[list[Noeud]] = [[]]
        self._liens: list[Noeud] = []

    @contextmanager
    def element(self, role: str, **attributs: object) -> Iterator[Noeud]:
        """A structure element (H1, P, L, Table…); what is drawn inside goes through `contenu`."""
        noeud = Noeud(role, attributs)
        self._ouverts[-1].enfants.append(noeud)
        self._ouverts.append(noeud)
        yield noeud
        self._ouverts.pop()

    @contextmanager
    def contenu(self) -> Iterator[None]:
        """A piece of the current page that belongs to the element being written."""
        noeud, numerotes = self._ouverts[-1], self._contenus[-1]
        mcid = len(numerotes)
        numerotes.append(noeud)
        noeud.enfants.append(Contenu(self.page, mcid))
        yield from self._marquer(f"/{noeud.role} <</MCID {mcid}>> BDC")

    @contextmanager
    def artefact(self) -> Iterator[None]:
        """Decoration: seen, never read aloud."""
        yield from self._marquer("/Artifact BMC")

    def ligne(self, x: float, y: float, texte: str, style: Style) -> float:
        """Draws one line from its baseline; returns its width. What is drawn otherwise than it reads says so."""
        propre = polices.nettoyer(texte)
        suite = polices.passages(propre, style.graisse)
        fidele = len(suite) == 1 and suite[0].texte == propre and suite[0].police is not None
        if not fidele:
            lu = f"\ufeff{propre}".encode("utf-16-be").hex()
            self.canvas._code.append(f"/Span <</ActualText <{lu}>>> BDC")
        depart = x
        for passage in suite:
            self._dessiner(x, y, passage, style)
            x += passage.largeur(style.corps)
        if not fidele:
            self.canvas._code.append("EMC")
        return x - depart

    def lignes(self, x: float, y: float, lignes: Iterable[str], style: Style) -> float:
        """Lines from the top `y` down; returns the bottom. A last blank keeps their words apart when read aloud."""
        for ligne in lignes:
            self.ligne(x, y - style.corps, f"{ligne} ", style)
            y -= style.hauteur
        return y

    def lien(self, adresse: str, x: float, y: float, style: Style) -> None:
        """A web address that can be followed."""
        with self.element("Link") as noeud:
            with self.contenu():
                longueur = self.ligne(x, y, adresse, style)
            annotation = PDFDictionary(
                {
                    "Type": PDFName("Annot"),
                    "Subtype": PDFName("Link"),
                    "Rect": PDFArray([x, y - style.corps * 0.3, x + longueur, y + style.corps]),
                    "Border": PDFArray([0, 0, 0]),
                    "F": 4,
                    "Contents": PDFString(f"Ouvrir {adresse}"),
                    "StructParent": len(self._liens),
                    "A": PDFDictionary({"S": PDFName("URI"), "URI": PDFString(adresse)}),
                }
            )
            reference = self.canvas._doc.Reference(annotation, f"Lien{len(self._liens)}")
            self.canvas._annotationrefs.append(reference)
            noeud.enfants.append(Annotation(self.page, len(self._liens), reference))
            self._liens.append(noeud)

    def nouvelle_page(self) -> None:
        self.canvas.showPage()
        self.page += 1
        self._contenus.append([])

    def octets(self) -> bytes:
        """Closes the document."""
        self.canvas.showPage()
        _Arbre(self).ecrire()
        self.canvas.save()
        return self._sortie.getvalue()

    def _marquer(self, ouverture: str) -> Iterator[None]:
        self.canvas._code.append(ouverture)
        yield
        self.canvas._code.append("EMC")

    def _dessiner(self, x: float, y: float, passage: polices.Passage, style: Style) -> None:
        if passage.police is not None:
            self.canvas.setFillColor(style.couleur)
            self.canvas.setFont(passage.police, style.corps)
            self.canvas.drawString(x, y, passage.texte)
            return
        self.canvas.setStrokeColor(style.couleur)
        self.canvas.setLineWidth(style.corps / 16)
        case = polices.LARGEUR_CASE * style.corps
        for rang in range(len(passage.texte)):
            self.canvas.rect(x + rang * case + case * 0.1, y, case * 0.8, style.corps * 0.68)


class _Xmp(PDFStream):
    """Left uncompressed, so that a tool that knows nothing of PDF can find it (ISO 16684-1)."""

    def format(self, document) -> bytes:
        entete = b"<< /Type /Metadata /Subtype /XML /Length %d >>\n" % len(self.content)
        return entete + b"stream\n" + self.content + b"endstream\n"


class _Arbre:
    """Writes the structure of a finished document into its catalog."""

    def __init__(self, document: DocumentBalise) -> None:
        self.document = document
        self.doc = document.canvas._doc
        self.noms: dict[int, str] = {}

    def ecrire(self) -> None:
        catalogue = self.doc.Catalog
        racine = PDFDictionary({"Type": PDFName("StructTreeRoot")})
        reference_racine = self.doc.Reference(racine, "StructTreeRoot")
        self._nommer(self.document.racine)
        racine["K"] = self._element(self.document.racine, reference_racine)
        racine["ParentTree"] = self._arbre_parents()
        racine["ParentTreeNextKey"] = len(self.document._liens) + len(self.document._contenus)
        catalogue.StructTreeRoot = racine
        catalogue.MarkInfo = PDFDictionary({"Marked": "true"})
        catalogue.ViewerPreferences = PDFDictionary({"DisplayDocTitle": "true"})
        catalogue.Metadata = self._xmp()
        self._pages()

    def _nommer(self, noeud: Noeud) -> None:
        self.noms[id(noeud)] = f"Element{len(self.noms)}"
        for enfant in noeud.enfants:
            if isinstance(enfant, Noeud):
                self._nommer(enfant)

    def _element(self, noeud: Noeud, parent: PDFObjectReference) -> PDFObjectReference:
        moi = PDFObjectReference(self.noms[id(noeud)])
        dictionnaire = PDFDictionary({"Type": PDFName("StructElem"), "S": PDFName(noeud.role), "P": parent})
        dictionnaire["K"] = PDFArray([self._enfant(enfant, moi) for enfant in noeud.enfants])
        for cle, valeur in noeud.attributs.items():
            dictionnaire[cle] = PDFString(valeur) if isinstance(valeur, str) else valeur
        return self.doc.Reference(dictionnaire, self.noms[id(noeud)])

    def _enfant(self, enfant: Noeud | Contenu | Annotation, parent: PDFObjectReference) -> object:
        if isinstance(enfant, Noeud):
            return self._element(enfant, parent)
        page = {"Pg": self._page(enfant.page)}
        if isinstance(enfant, Contenu):
            return PDFDictionary({"Type": PDFName("MCR"), "MCID": enfant.mcid, **page})
        return PDFDictionary({"Type": PDFName("OBJR"), "Obj": enfant.reference, **page})

    def _arbre_parents(self) -> PDFObjectReference:
        """Links first (keys 0…), then one array per page, whose key is its StructParents."""
        nombres: list[object] = []
        for cle, noeud in enumerate(self.document._liens):
            nombres += [cle, self._reference(noeud)]
        for rang, noeuds in enumerate(self.document._contenus):
            nombres += [self._cle_page(rang), PDFArray([self._reference(noeud) for noeud in noeuds])]
        return self.doc.Reference(PDFDictionary({"Nums": PDFArray(nombres)}), "ParentTree")

    def _pages(self) -> None:
        for rang in range(len(self.document._contenus)):
            page = self.doc.idToObject[self._page(rang + 1).name]
            page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
            page.StructParents = self._cle_page(rang)
            page.Tabs = PDFName("S")

    def _xmp(self) -> PDFStream:
        return _Xmp(
            content=XMP.format(
                titre=escape(polices.nettoyer(self.document.titre)),
                sujet=escape(polices.nettoyer(self.document.sujet)),
                editeur=EDITEUR,
                langue=LANGUE,
            ).encode()
        )

    def _reference(self, noeud: Noeud) -> PDFObjectReference:
        return PDFObjectReference(self.noms[id(noeud)])

    def _page(self, numero: int) -> PDFObjectReference:
        return PDFObjectReference(f"Page{numero}")

    def _cle_page(self, rang: int) -> int:
        return len(self.document._liens) + rang


def en_tete(portee: str) -> PDFDictionary:
    """The attribute that tells what a table header heads: "Column" or "Row"."""
    return PDFDictionary({"O": PDFName("Table"), "Scope": PDFName(portee)})

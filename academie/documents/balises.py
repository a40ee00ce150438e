"""A tagged PDF to be kept: every drawing belongs to a structure element or is marked as decoration.

reportlab writes pages but no structure tree, so this module adds what PDF/UA-1 (ISO 14289-1) and PDF 1.7 (ISO
32000-1, 14.6 to 14.8) ask for: marked content, StructTreeRoot, ParentTree, language, title and XMP identification;
and what PDF/A-2a (ISO 19005-2) adds: colours of a known space, metadata that agree.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from io import BytesIO
from xml.sax.saxutils import escape

from reportlab import rl_config
from reportlab.lib.colors import Color
from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFObjectReference, PDFString, xObjectName
from reportlab.pdfbase.pdfdoc import format as format_pdf
from reportlab.pdfgen.canvas import Canvas

from academie.documents import polices
from academie.documents.images import Image
from academie.documents.objets import Brut, flux, flux_brut, numero, profil_srgb
from academie.documents.texte import Style

rl_config.useA85 = 0  # binary streams: no detour by ASCII, which costs time and a quarter more bytes

EDITEUR = "OTeN Académie"
LANGUE = "fr-FR"
CACHET = "Cachet"
IMPRIMEE, VERROUILLEE = 4, 128  # flags of an active zone (ISO 32000-1, 12.5.3)
INTENTION = b"[<< /Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier (sRGB) /Info (sRGB) /DestOutputProfile %d 0 R >>]"
XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>
<pdfuaid:part>1</pdfuaid:part>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{titre}</rdf:li></rdf:Alt></dc:title>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{sujet}</rdf:li></rdf:Alt></dc:description>
<dc:creator><rdf:Seq><rdf:li>{editeur}</rdf:li></rdf:Seq></dc:creator>
<dc:language><rdf:Bag><rdf:li>{langue}</rdf:li></rdf:Bag></dc:language>
<xmp:CreatorTool>{editeur}</xmp:CreatorTool><pdf:Producer>{editeur}</pdf:Producer>
<xmp:CreateDate>{jour}T00:00:00Z</xmp:CreateDate><xmp:ModifyDate>{jour}T00:00:00Z</xmp:ModifyDate>
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
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
    """An active zone of a page, known by its key in the parent tree and by its number in the file."""

    page: int
    cle: int
    numero: int


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
        self.canvas.setProducer(EDITEUR)
        self.titre, self.sujet, self.jour = titre, sujet, jour
        self.page = 1
        self.racine = Noeud("Document")
        self._ouverts = [self.racine]
        self._contenus: list[list[Noeud]] = [[]]
        self._actifs: list[Noeud] = []
        self._derniers: list[Noeud] = []

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
        fidele = len(suite) == 1 and suite[0].police is not None and suite[0].texte == propre
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
            annotation = {
                "Type": PDFName("Annot"),
                "Subtype": PDFName("Link"),
                "Rect": PDFArray([x, y - style.corps * 0.3, x + longueur, y + style.corps]),
                "Border": PDFArray([0, 0, 0]),
                "F": IMPRIMEE,
                "Contents": PDFString(f"Ouvrir {adresse}"),
                "A": PDFDictionary({"S": PDFName("URI"), "URI": PDFString(adresse)}),
            }
            self._activer(noeud, annotation)

    def champ_du_cachet(self, x: float, y: float, large: float, haut: float) -> None:
        """An empty field that an electronic seal will fill without changing the page (ISO 32000-1, 12.7.4.5)."""
        aspect = Brut(flux(b"", b"/Type /XObject /Subtype /Form /BBox [0 0 %d %d] " % (large, haut)))
        with self.element("Form") as noeud:
            champ = {
                "Type": PDFName("Annot"),
                "Subtype": PDFName("Widget"),
                "FT": PDFName("Sig"),
                "T": PDFString(CACHET),
                "TU": PDFString("Cachet électronique"),
                "Rect": PDFArray([x, y, x + large, y + haut]),
                "F": IMPRIMEE | VERROUILLEE,
                "P": PDFObjectReference(f"Page{self.page}"),
                "AP": PDFDictionary({"N": self.canvas._doc.Reference(aspect, "AspectCachet")}),
            }
            reference = self._activer(noeud, champ)
        self.canvas._doc.Catalog.AcroForm = PDFDictionary({"Fields": PDFArray([reference])})

    def image(self, image: Image, x: float, y: float, large: float, haut: float, description: str) -> None:
        """A figure that fills the rectangle whose lower left corner is (x, y)."""
        with self.element("Figure", Alt=description), self.contenu():
            nom = f"Image{image.cle}"
            numero(self.canvas._doc, xObjectName(nom), Brut(image.octets))
            self.canvas._formsinuse.append(nom)
            self.canvas._code.append(f"q {large:.3f} 0 0 {haut:.3f} {x:.3f} {y:.3f} cm /{xObjectName(nom)} Do Q")

    def _activer(self, noeud: Noeud, annotation: dict[str, object]) -> PDFObjectReference:
        """Adds an active zone to the page, known from the structure and back."""
        cle = len(self._actifs)
        nom = f"Actif{cle}"
        reference = self.canvas._doc.Reference(PDFDictionary({**annotation, "StructParent": cle}), nom)
        self.canvas._annotationrefs.append(reference)
        noeud.enfants.append(Annotation(self.page, cle, self.canvas._doc.idToObjectNumberAndVersion[nom][0]))
        self._actifs.append(noeud)
        return reference

    def lire_en_dernier(self, noeud: Noeud) -> None:
        """What a page shows at its foot and was drawn first is read after all the rest."""
        self.racine.enfants.remove(noeud)
        self._derniers.append(noeud)

    def nouvelle_page(self) -> None:
        self.canvas.showPage()
        self.page += 1
        self._contenus.append([])

    def octets(self) -> bytes:
        """Closes the document."""
        self.racine.enfants += self._derniers
        self.canvas.showPage()
        _Arbre(self).ecrire()
        self.canvas.save()
        return self._sortie.getvalue()

    def _marquer(self, ouverture: str) -> Iterator[None]:
        self.canvas._code.append(ouverture)
        yield
        self.canvas._code.append("EMC")

    def _dessiner(self, x: float, y: float, passage: polices.Passage, style: Style) -> None:
        if passage.police is None:
            self._cases(x, y, passage, style)
            return
        fonte, doc = polices.fonte(passage.police), self.canvas._doc
        code = [encre(style.couleur), f"BT 1 0 0 1 {x:.3f} {y:.3f} Tm"]
        for rang, octets in fonte.coder(passage.texte, doc):
            code.append(f"{fonte.nom_interne(rang, doc)} {style.corps:g} Tf <{octets.hex()}> Tj")
        self.canvas._code.append(" ".join((*code, "ET")))

    def _cases(self, x: float, y: float, passage: polices.Passage, style: Style) -> None:
        self.canvas.setStrokeColor(style.couleur)
        self.canvas.setLineWidth(style.corps / 16)
        case = polices.LARGEUR_CASE * style.corps
        for rang in range(len(passage.texte)):
            self.canvas.rect(x + rang * case + case * 0.1, y, case * 0.8, style.corps * 0.68)


@cache
def encre(couleur: Color) -> str:
    """The operator that fills with a colour."""
    return "{:g} {:g} {:g} rg".format(*couleur.rgb())


class _Arbre:
    """Writes the structure of a finished document into its catalog. Its objects are many: they are written as bytes."""

    def __init__(self, document: DocumentBalise) -> None:
        self.document = document
        self.doc = document.canvas._doc
        self.noeuds: list[tuple[Noeud, Brut]] = []
        self.numeros: dict[int, int] = {}

    def ecrire(self) -> None:
        catalogue, document = self.doc.Catalog, self.document
        racine = Brut()
        numero_racine = numero(self.doc, "StructTreeRoot", racine)
        self._numeroter(document.racine)
        self._elements(document.racine, numero_racine)
        parents = numero(self.doc, "ParentTree", Brut(self._parents()))
        suivante = len(document._actifs) + len(document._contenus)
        racine.octets = b"<< /Type /StructTreeRoot /K %d 0 R /ParentTree %d 0 R /ParentTreeNextKey %d >>" % (
            self.numeros[id(document.racine)],
            parents,
            suivante,
        )
        profil = numero(self.doc, "ProfilCouleur", Brut(profil_srgb()))
        catalogue.StructTreeRoot = racine
        catalogue.MarkInfo = PDFDictionary({"Marked": "true"})
        catalogue.ViewerPreferences = PDFDictionary({"DisplayDocTitle": "true"})
        catalogue.Metadata = Brut(self._xmp())
        catalogue.__NoDefault__ = [*catalogue.__NoDefault__, "OutputIntents"]
        catalogue.OutputIntents = Brut(INTENTION % profil)
        self._pages()

    def _numeroter(self, noeud: Noeud) -> None:
        objet = Brut()
        self.numeros[id(noeud)] = numero(self.doc, f"Element{len(self.numeros)}", objet)
        self.noeuds.append((noeud, objet))
        for enfant in noeud.enfants:
            if isinstance(enfant, Noeud):
                self._numeroter(enfant)

    def _elements(self, racine: Noeud, numero_racine: int) -> None:
        parents = {id(racine): numero_racine}
        for noeud, objet in self.noeuds:
            moi = self.numeros[id(noeud)]
            parents |= {id(enfant): moi for enfant in noeud.enfants if isinstance(enfant, Noeud)}
            enfants = " ".join(map(self._enfant, noeud.enfants))
            attributs = "".join(f" /{cle} {self._valeur(valeur)}" for cle, valeur in noeud.attributs.items())
            objet.octets = (
                f"<< /Type /StructElem /S /{noeud.role} /P {parents[id(noeud)]} 0 R /K [{enfants}]{attributs} >>"
            ).encode("latin-1")

    def _enfant(self, enfant: Noeud | Contenu | Annotation) -> str:
        if isinstance(enfant, Noeud):
            return f"{self.numeros[id(enfant)]} 0 R"
        page = self._page(enfant.page)
        if isinstance(enfant, Contenu):
            return f"<< /Type /MCR /Pg {page} 0 R /MCID {enfant.mcid} >>"
        return f"<< /Type /OBJR /Pg {page} 0 R /Obj {enfant.numero} 0 R >>"

    def _valeur(self, valeur: object) -> str:
        octets = format_pdf(PDFString(valeur) if isinstance(valeur, str) else valeur, self.doc)
        return octets.decode("latin-1")

    def _parents(self) -> bytes:
        """Active zones first (keys 0…), then one array per page, whose key is its StructParents."""
        cases = [f"{cle} {self.numeros[id(noeud)]} 0 R" for cle, noeud in enumerate(self.document._actifs)]
        for rang, noeuds in enumerate(self.document._contenus):
            contenus = " ".join(f"{self.numeros[id(noeud)]} 0 R" for noeud in noeuds)
            cases.append(f"{self._cle_page(rang)} [{contenus}]")
        return f"<< /Nums [{' '.join(cases)}] >>".encode()

    def _pages(self) -> None:
        for rang in range(len(self.document._contenus)):
            page = self.doc.idToObject[f"Page{rang + 1}"]
            page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
            page.StructParents = self._cle_page(rang)
            page.Tabs = PDFName("S")
            page.Contents = Brut(flux(page.stream.encode("latin-1")))

    def _xmp(self) -> bytes:
        """Left uncompressed, so that a tool that knows nothing of PDF can find it (ISO 16684-1)."""
        xmp = XMP.format(
            titre=escape(polices.nettoyer(self.document.titre)),
            sujet=escape(polices.nettoyer(self.document.sujet)),
            editeur=EDITEUR,
            langue=LANGUE,
            jour=f"{self.document.jour:%Y-%m-%d}",
        )
        return flux_brut(xmp.encode(), b"/Type /Metadata /Subtype /XML ")

    def _page(self, rang: int) -> int:
        return self.doc.idToObjectNumberAndVersion[f"Page{rang}"][0]

    def _cle_page(self, rang: int) -> int:
        return len(self.document._actifs) + rang


def en_tete(portee: str) -> PDFDictionary:
    """The attribute that tells what a table header heads: "Column" or "Row"."""
    return PDFDictionary({"O": PDFName("Table"), "Scope": PDFName(portee)})

"""One certificate beside the bare page of the same content."""

from dataclasses import replace
from functools import partial
from io import BytesIO
from unittest.mock import patch

from reportlab.lib.utils import ImageReader

from academie.documents.balises import DocumentBalise
from certificats.documents.donnees import DonneesDocument, Modele
from certificats.documents.page import document_pdf
from tests.bench.planchers import page_nue
from tests.certificats.documents.modeles import LOGOS, ORDINAIRES


def un_certificat():
    """(what is measured, its floor, the product): the page with one logo, its fonts and its code, unsealed."""
    for nom, donnees in ORDINAIRES.items():
        depouille = _avec_un_logo(donnees)
        nu = partial(page_nue, _textes(depouille), ImageReader(BytesIO(LOGOS[0].octets)), donnees.adresse_verification)
        yield f"{nom}, one page / bare reportlab", nu, partial(document_pdf, depouille)


def _avec_un_logo(donnees: DonneesDocument) -> DonneesDocument:
    emetteur = replace(donnees.emetteur, signature=b"")
    return replace(donnees, modele=Modele(logos=LOGOS[:1]), emetteur=emetteur, mentions=(), europe=False)


def _textes(donnees: DonneesDocument) -> list[tuple]:
    """Each line that the product draws, where it draws it."""
    textes, ligne = [], DocumentBalise.ligne

    def noter(document, x, y, texte, style):
        textes.append((x, y, texte, style))
        return ligne(document, x, y, texte, style)

    with patch.object(DocumentBalise, "ligne", noter):
        document_pdf(donnees)
    return textes

"""One certificate beside the bare page of the same content; a campaign beside the sum of its pages."""

import time
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from io import BytesIO
from unittest.mock import patch

from reportlab.lib.utils import ImageReader

from academie.documents.balises import DocumentBalise
from certificats.documents.donnees import DonneesDocument, Modele
from certificats.documents.page import document_pdf
from tests.bench.mesure import comparer
from tests.bench.planchers import page_nue
from tests.certificats.documents.modeles import LOGOS, ORDINAIRES


def un_certificat():
    """(what is measured, its goal, its floor, the product): the page with one logo, its fonts and its code, unsealed."""
    for nom, donnees in ORDINAIRES.items():
        depouille = _avec_un_logo(donnees)
        nu = partial(page_nue, _textes(depouille), ImageReader(BytesIO(LOGOS[0].octets)), donnees.adresse_verification)
        yield (
            f"{nom}, one page / bare reportlab",
            0.8,
            *comparer(nu, partial(document_pdf, depouille), time.process_time),
        )


def _avec_un_logo(donnees: DonneesDocument) -> DonneesDocument:
    emetteur = replace(donnees.emetteur, signature=b"")
    return replace(donnees, modele=Modele(logos=LOGOS[:1]), emetteur=emetteur, mentions=(), europe=False)


def _suivant(donnees: DonneesDocument, rangs: Iterator[int]) -> bytes:
    """Never twice the same person, number or code: nothing of them is ready."""
    rang = next(rangs)
    return document_pdf(
        replace(
            donnees,
            titulaire=f"Camille {rang} Durand-Lefèvre",
            numero=f"2027-{rang:08}",
            adresse_verification=f"https://academie.example.org/verification/7KQ4-{rang:08}/",
        )
    )


def _textes(donnees: DonneesDocument) -> list[tuple]:
    """Each line that the product draws, where it draws it."""
    textes, ligne = [], DocumentBalise.ligne

    def noter(document, x, y, texte, style):
        textes.append((x, y, texte, style))
        return ligne(document, x, y, texte, style)

    with patch.object(DocumentBalise, "ligne", noter):
        document_pdf(donnees)
    return textes

"""Words of a PDF that nobody vouches for."""

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfWriter
from reportlab.pdfgen.canvas import Canvas

from certificats.codes import nouveau_code, presenter
from certificats.textes import CODES, OCTETS_PAR_PAGE, PAGES, codes_cites, mots_du_pdf


def pdf(*pages: str, titre: str = "") -> BytesIO:
    octets = BytesIO()
    canvas = Canvas(octets, pageCompression=0)
    canvas.setTitle(titre)
    for page in pages:
        canvas.drawString(50, 700, page)
        canvas.showPage()
    canvas.save()
    return octets


def test_les_mots_et_le_titre():
    mots = mots_du_pdf(pdf("Code 7K3M-9QXD-0000-1111", titre="Certificat 12"))
    assert "7K3M-9QXD-0000-1111" in mots
    assert "Certificat 12" in mots


def test_un_lien_que_rien_n_imprime():
    octets = BytesIO()
    canvas = Canvas(octets)
    canvas.linkURL("https://academie.example/verification/7K3M-9QXD-0000-1111/", (0, 0, 9, 9))
    canvas.showPage()
    canvas.save()
    assert codes_cites(mots_du_pdf(octets)) == ["7K3M-9QXD-0000-1111"]


def test_les_premieres_pages_seulement():
    mots = mots_du_pdf(pdf(*["rien"] * PAGES, "au-dela"))
    assert "rien" in mots
    assert "au-dela" not in mots


def test_une_page_demesuree_n_est_pas_lue():
    assert "mots" not in mots_du_pdf(pdf("mots " * OCTETS_PAR_PAGE, "fin"))


@pytest.mark.parametrize(
    "octets", [b"", b"%PDF-1.7\n", b"\x89PNG\r\n", b"%PDF-1.4\nxref\n0 9\ntrailer<</Root 1 0 R>>\n%%EOF"], ids=range(4)
)
def test_ce_qui_n_est_pas_un_pdf_ne_dit_rien(octets):
    assert mots_du_pdf(BytesIO(octets)) == ""


@given(place=st.integers(0, 1_500), octet=st.binary(min_size=1, max_size=4))
def test_un_pdf_abime_ne_casse_rien(place, octet):
    octets = bytearray(pdf("Code 7K3M-9QXD-0000-1111").getvalue())
    octets[place : place + len(octet)] = octet
    assert isinstance(mots_du_pdf(BytesIO(octets)), str)


def test_un_pdf_chiffre_ne_dit_rien():
    scelle, octets = PdfWriter(clone_from=pdf("secret")), BytesIO()
    scelle.encrypt("mot de passe", algorithm="RC4-128")
    scelle.write(octets)
    assert "secret" not in mots_du_pdf(octets)


@given(st.builds(nouveau_code), st.text(alphabet=" \n,;:()", max_size=5))
def test_un_code_imprime_se_retrouve(code, autour):
    assert codes_cites(f"{autour} {presenter(code)}{autour} fin") == [presenter(code)]


def test_quelques_codes_au_plus():
    assert len(codes_cites(" ; ".join(presenter(nouveau_code()) for _ in range(CODES * 3)))) == CODES

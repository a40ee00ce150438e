import struct
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certificats.badges import image, incruste, preuves, statuts

PNG, SVG = image.png("Accompagner"), image.svg("Accompagner", "Un badge")
JETON = "eyJhbGciOiJSUzI1NiJ9.e30.c2lnbmF0dXJl"


def test_what_is_put_in_a_picture_is_read_back():
    assert incruste.lire(incruste.dans_png(PNG, JETON)) == JETON
    assert incruste.lire(incruste.dans_svg(SVG, JETON).encode()) == JETON


def test_a_picture_of_another_issuer_may_be_compressed_or_hold_json():
    texte = incruste.MOT.encode() + b"\0\1\0fr\0\0" + zlib.compress(b'{"id": 1}')
    morceau = struct.pack(">I", len(texte)) + b"iTXt" + texte + b"\0\0\0\0"
    assert incruste.lire(PNG[:33] + morceau + PNG[33:]) == {"id": 1}
    svg = SVG.replace(
        "<title", f'<o:credential xmlns:o="{incruste._ESPACE}"><![CDATA[{{"id": 2}}]]></o:credential><title', 1
    )
    assert incruste.lire(svg.encode()) == {"id": 2}


def test_a_small_file_never_becomes_a_huge_text():
    bombe = incruste.MOT.encode() + b"\0\1\0\0\0" + zlib.compress(b"a" * 50_000_000)
    morceau = struct.pack(">I", len(bombe)) + b"iTXt" + bombe + b"\0\0\0\0"
    assert len(incruste.lire(PNG[:33] + morceau)) <= incruste._TEXTE_MAXIMUM


@given(st.binary(max_size=300), st.integers(0, 400))
def test_a_broken_picture_is_refused_and_nothing_else_happens(octets, ou):
    entier = incruste.dans_png(PNG, JETON)
    for essai in (octets, entier[:ou] + octets, b"\x89PNG\r\n\x1a\n" + octets, b"<svg>" + octets):
        try:
            assert isinstance(incruste.lire(essai), str | dict)
        except incruste.ImageSansBadge:
            continue


@given(st.binary(min_size=1, max_size=70))
def test_multibase_keeps_every_byte(octets):
    assert preuves.lire_multibase(preuves.multibase(octets)) == octets


@pytest.mark.parametrize("texte", ["", "u123", "z0", "z" + "1" * 500, None, 3])
def test_what_is_no_multibase_is_refused(texte):
    with pytest.raises(ValueError):
        preuves.lire_multibase(texte)


@given(st.sets(st.integers(0, statuts.TAILLE - 1), max_size=20), st.integers(1, 5))
def test_free_ranks_are_free(pris, combien):
    libres = statuts.rangs_libres(pris, combien)
    assert len(set(libres)) == combien
    assert pris.isdisjoint(libres)


@pytest.mark.parametrize(
    "titre",
    [
        "Wifi",
        "a" * 300,
        "Accompagner " * 30,
        "Accompagner les démarches en ligne & <protéger> ses données",
        "日本 العربية",
    ],
    ids=["court", "sans espace", "long", "balises", "écritures"],
)
def test_any_title_fits_in_the_picture(titre):
    compose = image.composer(titre)
    assert compose.lignes
    assert len(compose.lignes) * compose.corps * image.INTERLIGNE <= image.HAUTEUR_TITRE
    assert all(image._police(compose.corps).getlength(ligne) <= image.LARGEUR_TITRE + 20 for ligne in compose.lignes)
    assert incruste.est_png(image.png(titre))
    assert incruste.lire(incruste.dans_svg(image.svg(titre, titre), JETON).encode()) == JETON

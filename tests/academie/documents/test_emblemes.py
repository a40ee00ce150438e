"""The emblem is judged on paper: printed by poppler, its stars counted and placed."""

from datetime import date
from math import atan2, hypot, pi

import pytest
from reportlab.lib.units import mm

from academie.documents.balises import DocumentBalise
from academie.documents.emblemes import dessiner_embleme, largeur_embleme
from tests.academie.documents import juges

HAUTEUR = 108 * mm


@pytest.fixture
def points(tmp_path) -> tuple[int, int, dict[tuple[int, int], tuple[int, int, int]]]:
    """The emblem alone on its page: width, height, colour by point."""
    document = DocumentBalise(titre="E", sujet="E", taille=(largeur_embleme(HAUTEUR), HAUTEUR), jour=date(2027, 1, 1))
    dessiner_embleme(document, 0, 0, HAUTEUR)
    (tmp_path / "e.pdf").write_bytes(document.octets())
    juges.executer("pdftoppm", "-r", "72", "-singlefile", tmp_path / "e.pdf", tmp_path / "e")
    entete, octets = (tmp_path / "e.ppm").read_bytes().split(b"\n255\n", 1)
    large, haut = map(int, entete.split()[-2:])
    couleurs = {(i % large, i // large): tuple(octets[3 * i : 3 * i + 3]) for i in range(large * haut)}
    return large, haut, couleurs


def etoiles(couleurs) -> list[set[tuple[int, int]]]:
    """The yellow points, in one piece each."""
    jaunes = {point for point, (_rouge, _vert, bleu) in couleurs.items() if bleu < 76}
    pieces = []
    while jaunes:
        piece, bord = set(), {jaunes.pop()}
        while bord:
            x, y = bord.pop()
            piece.add((x, y))
            voisins = {(x + dx, y + dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1)} & jaunes
            jaunes -= voisins
            bord |= voisins
        pieces.append(piece)
    return pieces


def test_twelve_stars_on_the_hours_of_a_dial(points):
    large, haut, couleurs = points
    assert large / haut == pytest.approx(3 / 2, abs=0.01)
    assert couleurs[2, 2] == (0x00, 0x33, 0x99)
    heures = []
    for piece in etoiles(couleurs):
        # A star is inscribed in a circle: its highest point is the top of that circle.
        x = (min(x for x, _ in piece) + max(x for x, _ in piece)) / 2 - large / 2 + 0.5
        y = haut / 2 - (min(y for _, y in piece) + haut / 18)
        assert hypot(x, y) == pytest.approx(haut / 3, abs=1.5)
        assert max(x for x, _ in piece) - min(x for x, _ in piece) == pytest.approx(2 * haut / 18 * 0.951, abs=4)
        heures.append(round(atan2(x, y) / (2 * pi) * 12) % 12)
    assert sorted(heures) == list(range(12))


def test_every_star_points_upwards(points):
    _large, _haut, couleurs = points
    for piece in etoiles(couleurs):
        largeurs = {y: sum(1 for _, autre in piece if autre == y) for _, y in piece}
        haut, bas = min(largeurs), max(largeurs)
        assert max(largeurs, key=lambda y: largeurs[y]) - haut < (bas - haut) / 2

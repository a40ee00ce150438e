"""The picture of a badge: one geometry, drawn as SVG and as PNG. A side is 400."""

from dataclasses import dataclass
from functools import cache
from html import escape
from io import BytesIO
from math import cos, pi, sin
from pathlib import Path

import font_source_sans_pro
from PIL import Image, ImageDraw, ImageFont

COTE = 400
PRUNE, TEINTE, ENCRE, MARQUE, BLANC = "#6a2a6c", "#f6e8f5", "#1b2430", "#0b5a5e", "#ffffff"
NOM = "OTeN Académie"
LARGEUR_TITRE, HAUTEUR_TITRE, MILIEU_TITRE = 262, 132, 212
CORPS = (38, 34, 30, 26, 23, 20, 18)
INTERLIGNE = 1.16
# Drawn larger, then reduced: no staircase on the edges.
ECHELLE, FINESSE = 2, 2


@dataclass(frozen=True)
class Titre:
    lignes: tuple[str, ...]
    corps: int

    def base(self, rang: int) -> float:
        """The baseline of a line, the whole centred on the medal."""
        hauteur = self.corps * INTERLIGNE
        return MILIEU_TITRE - hauteur * len(self.lignes) / 2 + hauteur * rang + self.corps * 0.9


@cache
def _police(corps: float) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(Path(font_source_sans_pro.font_directory) / "SourceSansPro-Semibold.ttf"), corps)


def composer(titre: str) -> Titre:
    """Break a title into lines, in the largest letters that leave it whole; cut only when nothing else helps."""
    for corps in CORPS:
        lignes = _lignes(titre.split(), corps)
        if lignes and len(lignes) * corps * INTERLIGNE <= HAUTEUR_TITRE:
            return Titre(tuple(lignes), corps)
    combien = int(HAUTEUR_TITRE / (CORPS[-1] * INTERLIGNE))
    lignes = _lignes(_coupes(titre), CORPS[-1])
    gardees = lignes[:combien]
    if len(lignes) > combien:
        gardees[-1] += "…"
    return Titre(tuple(gardees), CORPS[-1])


def _lignes(mots: list[str], corps: int) -> list[str]:
    """Return the lines, or none when a word alone is too wide."""
    lignes: list[str] = []
    for mot in mots:
        essai = f"{lignes[-1]} {mot}" if lignes else mot
        if lignes and _police(corps).getlength(essai) <= LARGEUR_TITRE:
            lignes[-1] = essai
        elif _police(corps).getlength(mot) > LARGEUR_TITRE:
            return []
        else:
            lignes.append(mot)
    return lignes


def _coupes(titre: str) -> list[str]:
    return [mot[i : i + 20] for mot in titre.split() for i in range(0, len(mot), 20)]


def _feston() -> list[tuple[float, float]]:
    """The edge of the medal: a circle with twenty-four soft waves."""
    centre, points = COTE / 2, 480
    angles = (2 * pi * rang / points for rang in range(points))
    rayons = ((angle, 190 + 5 * cos(24 * angle)) for angle in angles)
    return [(centre + rayon * sin(angle), centre - rayon * cos(angle)) for angle, rayon in rayons]


def svg(titre: str, description: str) -> str:
    bord = " ".join(f"{x:.1f},{y:.1f}" for x, y in _feston())
    compose = composer(titre)
    lignes = "".join(
        f'<text x="200" y="{compose.base(rang):.1f}">{escape(ligne)}</text>'
        for rang, ligne in enumerate(compose.lignes)
    )
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 400" width="400" height="400" role="img" '
        'aria-labelledby="titre description">'
        f'<title id="titre">{escape(titre)}</title><desc id="description">{escape(description)}</desc>'
        f'<polygon points="{bord}" fill="{PRUNE}"/><circle cx="200" cy="200" r="172" fill="{BLANC}"/>'
        f'<circle cx="200" cy="200" r="165" fill="{TEINTE}"/>'
        f'<g transform="translate(168 62) scale(2)"><rect width="32" height="32" rx="7" fill="{MARQUE}"/>'
        f'<g fill="none" stroke="{BLANC}" stroke-width="2.6" stroke-linecap="round" stroke-linejoin="round">'
        '<path d="M7 22c4-1 5-9 9-9s5 4 9-3"/><path d="M7 22h.01M25 10h.01M16 13h.01" stroke-width="6"/></g></g>'
        "<g text-anchor=\"middle\" font-family=\"'Source Sans Pro', 'Source Sans 3', 'Liberation Sans', sans-serif\" "
        f'font-weight="600"><g font-size="{compose.corps}" fill="{ENCRE}">{lignes}</g>'
        f'<rect x="106" y="292" width="188" height="36" rx="18" fill="{PRUNE}"/>'
        f'<text x="200" y="317" font-size="22" fill="{BLANC}">{NOM}</text></g></svg>'
    )


def png(titre: str) -> bytes:
    grandeur = ECHELLE * FINESSE
    image = Image.new("RGBA", (COTE * grandeur, COTE * grandeur), (0, 0, 0, 0))
    dessin = ImageDraw.Draw(image)
    dessin.polygon([(x * grandeur, y * grandeur) for x, y in _feston()], fill=PRUNE)
    for rayon, couleur in ((172, BLANC), (165, TEINTE)):
        dessin.ellipse([(200 - rayon) * grandeur] * 2 + [(200 + rayon) * grandeur] * 2, fill=couleur)
    _marque(dessin, grandeur)
    compose = composer(titre)
    for rang, ligne in enumerate(compose.lignes):
        _texte(dessin, grandeur, ligne, compose.base(rang), compose.corps, ENCRE)
    cadre = [106 * grandeur, 292 * grandeur, 294 * grandeur, 328 * grandeur]
    dessin.rounded_rectangle(cadre, radius=18 * grandeur, fill=PRUNE)
    _texte(dessin, grandeur, NOM, 317, 22, BLANC)
    tampon = BytesIO()
    reduite = image.resize((COTE * ECHELLE, COTE * ECHELLE), Image.Resampling.LANCZOS)
    reduite.quantize(128, method=Image.Quantize.FASTOCTREE).save(tampon, "PNG", optimize=True)
    return tampon.getvalue()


def _texte(dessin, grandeur: int, texte: str, base: float, corps: int, couleur: str) -> None:
    police = _police(corps * grandeur)
    dessin.text((200 * grandeur, base * grandeur), texte, font=police, fill=couleur, anchor="ms")


def _marque(dessin, grandeur: int) -> None:
    """The mark of the Académie, as the site draws it in a square of 32."""

    def place(x: float, y: float) -> tuple[float, float]:
        return (168 + 2 * x) * grandeur, (62 + 2 * y) * grandeur

    dessin.rounded_rectangle([*place(0, 0), *place(32, 32)], radius=14 * grandeur, fill=MARQUE)
    courbes = (((7, 22), (11, 21), (12, 13), (16, 13)), ((16, 13), (20, 13), (21, 17), (25, 10)))
    trait = 1.3 * 2 * grandeur
    for courbe in courbes:
        for pas in range(201):
            x, y = place(*_bezier(courbe, pas / 200))
            dessin.ellipse([x - trait, y - trait, x + trait, y + trait], fill=BLANC)
    for point in ((7, 22), (25, 10), (16, 13)):
        x, y = place(*point)
        dessin.ellipse([x - 6 * grandeur, y - 6 * grandeur, x + 6 * grandeur, y + 6 * grandeur], fill=BLANC)


def _bezier(courbe, t: float) -> tuple[float, float]:
    poids = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t**2 * (1 - t), t**3)
    x = sum(poids[rang] * point[0] for rang, point in enumerate(courbe))
    y = sum(poids[rang] * point[1] for rang, point in enumerate(courbe))
    return x, y

"""The colours of `jetons.css`: every text keeps its contrast on its ground, in the light and in the dark."""

import re
from pathlib import Path

import pytest

FEUILLES = Path(__file__).parents[2] / "academie" / "static" / "academie"
MAISONS = ["academie", "besoins", "sessions", "certificats"]
TONS = ["succes", "alerte", "danger", "info", "neutre"]
TEXTES = [
    *[(texte, fond) for texte in ("encre", "attenue", "lien") for fond in ("papier", "surface", "creux")],
    *[(texte, f"{maison}-teinte") for maison in MAISONS for texte in ("encre", "attenue", "lien", maison)],
    *[(ton, f"{ton}-teinte") for ton in TONS],
    *[("encre", f"{ton}-teinte") for ton in TONS],
    *[(nom, "papier") for nom in MAISONS + TONS],
    ("sur-action", "action"),
    ("sur-action", "action-survol"),
    ("action", "surface"),
    ("danger", "surface"),
]
CONTOURS = [("bord-champ", "papier"), ("bord-champ", "surface"), ("focus", "papier"), ("focus", "creux")]


def jetons(theme: str) -> dict[str, str]:
    clair, sombre, *_ = re.findall(r":root \{(.*?)\}", (FEUILLES / "jetons.css").read_text("utf-8"), re.DOTALL)
    couleurs = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6});", clair))
    return couleurs | dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6});", sombre)) if theme == "sombre" else couleurs


def luminance(couleur: str) -> float:
    chiffres = couleur[1:] if len(couleur) == 7 else "".join(c * 2 for c in couleur[1:])
    canaux = [int(chiffres[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    lineaires = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in canaux]
    return 0.2126 * lineaires[0] + 0.7152 * lineaires[1] + 0.0722 * lineaires[2]


def contraste(a: str, b: str) -> float:
    """The ratio of WCAG 2.2, from 1 to 21."""
    sombre, clair = sorted((luminance(a), luminance(b)))
    return (clair + 0.05) / (sombre + 0.05)


@pytest.mark.parametrize("theme", ["clair", "sombre"])
def test_les_textes_se_lisent(theme):
    couleurs = jetons(theme)
    faibles = {paire: contraste(*(couleurs[nom] for nom in paire)) for paire in TEXTES}
    assert {paire: ratio for paire, ratio in faibles.items() if ratio < 4.5} == {}


@pytest.mark.parametrize("theme", ["clair", "sombre"])
def test_les_contours_se_voient(theme):
    couleurs = jetons(theme)
    faibles = {paire: contraste(*(couleurs[nom] for nom in paire)) for paire in CONTOURS}
    assert {paire: ratio for paire, ratio in faibles.items() if ratio < 3} == {}


def test_les_feuilles_ne_nomment_pas_de_couleur_hors_des_jetons():
    for feuille in ("page", "composants", "formulaires"):
        texte = (FEUILLES / f"{feuille}.css").read_text("utf-8")
        couleurs = set(re.findall(r"#[0-9a-f]{3,8}\b", texte))
        assert couleurs <= {"#fff"}, feuille  # the ground of a QR code stays white

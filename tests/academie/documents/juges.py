"""What other people's tools say of a PDF. They judge it: reportlab never judges its own output."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import page
import pytest


def executer(outil: str, *arguments: str | Path) -> str:
    """The output of a Debian tool; without it the test is skipped, and fails in CI."""
    if shutil.which(outil) is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(f"{outil} is not installed")
    resultat = subprocess.run([outil, *map(str, arguments)], capture_output=True, check=False)
    assert resultat.returncode == 0, resultat.stdout + resultat.stderr
    return resultat.stdout.decode(errors="replace")


def verifier_conforme(octets: bytes, fichier: Path) -> None:
    """Sound, tagged, titled, in French, all fonts embedded; PDF/UA-1 to be read by all, PDF/A-2a to be kept."""
    fichier.write_bytes(octets)
    executer("qpdf", "--check", fichier)
    infos = executer("pdfinfo", fichier)
    assert re.search(r"^Tagged: +yes$", infos, re.MULTILINE), infos
    assert re.search(r"^Title: +\S", infos, re.MULTILINE), infos
    assert b"/Lang (fr-FR)" in octets
    polices = executer("pdffonts", fichier).splitlines()[2:]
    assert polices
    assert all(re.search(r" yes yes yes +\d+ +0$", police) for police in polices), polices
    for norme in ("ua1", "pdfa2a"):
        rapport = page.validate_pdf_bytes(octets, profile=norme)
        assert rapport.is_compliant, [(norme, echec.rule_id, echec.message) for echec in rapport.failures]


def texte(octets: bytes, fichier: Path, *options: str) -> str:
    """The text as it reads, every blank as one ordinary space."""
    fichier.write_bytes(octets)
    return re.sub(r"\s+", " ", executer("pdftotext", *options, fichier, "-").replace("\u00a0", " "))


def pages(octets: bytes) -> int:
    return int(page.validate_pdf_bytes(octets, profile="ua1").document.page_count)


def structure(octets: bytes, fichier: Path) -> str:
    """The structure tree with its text, as poppler reads it."""
    fichier.write_bytes(octets)
    return executer("pdfinfo", "-struct-text", fichier)


def verifier_dans_la_page(octets: bytes, fichier: Path, marge: float = 30) -> None:
    """Every word lies within the margins, and no two words overlap."""
    fichier.write_bytes(octets)
    boites = executer("pdftotext", "-bbox", fichier, "-")
    for contenu in boites.split("<page ")[1:]:
        largeur, hauteur = (float(v) for v in re.search(r'width="([\d.]+)" height="([\d.]+)"', contenu).groups())
        for mot in re.finditer(r'xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)<', contenu):
            gauche, haut, droite, bas = (float(valeur) for valeur in mot.groups()[:4])
            assert marge <= gauche, mot.group()
            assert droite <= largeur - marge, mot.group()
            assert haut >= 20, mot.group()
            assert bas <= hauteur - 20, mot.group()


def codes_qr(octets: bytes, fichier: Path) -> list[str]:
    """What a phone reads on the first page printed at 150 dots per inch."""
    fichier.write_bytes(octets)
    image = fichier.with_suffix("")
    executer("pdftoppm", "-r", "150", "-png", "-singlefile", fichier, image)
    return executer("zbarimg", "-q", "--raw", image.with_suffix(".png")).split()


def cachet(octets: bytes, fichier: Path, base: str) -> str:
    """What poppler says of the seal of a file, which covers all of it. Its exit code says nothing: what it prints does."""
    fichier.write_bytes(octets)
    lu = executer("pdfsig", "-nssdir", base, fichier)
    assert "Total document signed" in lu, lu
    return re.search(r"Signature Validation: (.*)", lu).group(1)

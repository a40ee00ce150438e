"""What a PDF that somebody drops says: its words and its own description, read without trusting it."""

import re
from typing import IO

PAGES = 3
OCTETS_PAR_PAGE = 400_000  # a page of ours holds a hundredth of it; the words of a bigger one would take minutes
CODES = 10
# Sixteen characters in groups of four, as our documents print them and as their address carries them.
CODE = re.compile(r"(?<![0-9A-Za-z])(?:[0-9A-Za-z]{4}[-–\s]{1,2}){3}[0-9A-Za-z]{4}(?![0-9A-Za-z])")


def mots_du_pdf(fichier: IO[bytes]) -> str:
    """The words of the first pages, the links and the description of a PDF; none when it does not open."""
    from pypdf import PdfReader  # slow to load

    fichier.seek(0)
    morceaux: list[str] = []
    try:
        lecteur = PdfReader(fichier)
        morceaux += map(str, (lecteur.metadata or {}).values())
        for page in lecteur.pages[:PAGES]:
            morceaux += _liens(page)
            contenu = page.get_contents()
            if contenu is not None and len(contenu.get_data()) <= OCTETS_PAR_PAGE:
                morceaux.append(page.extract_text())
    except Exception:  # a file made to harm breaks the reader in any way it can: what was read before stays
        return "\n".join(morceaux)
    return "\n".join(morceaux)


def codes_cites(texte: str) -> list[str]:
    """What may be a code of ours in `texte`, in its order, each once."""
    return list(dict.fromkeys(trouve.group() for trouve in CODE.finditer(texte)))[:CODES]


def _liens(page) -> list[str]:
    annotations = [note.get_object() for note in page.get("/Annots") or []]
    return [str(note["/A"]["/URI"]) for note in annotations if "/URI" in note.get("/A", {})]

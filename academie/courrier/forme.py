"""The light form of a message: paragraphs, lists, headings, links. One source, two readings: plain text and HTML.

`## Titre`, `- élément`, `**important**`, `[Signer ma présence](https://…)`; a link alone on its line is a button.
A bare address is a link. `\\[` is a bracket that opens nothing.
"""

import re
from html import escape
from itertools import groupby

_ADRESSE = r"(?:https?://|mailto:)[^\s()<>\"]+"
_LIBELLE = r"(?:\\.|[^\[\]\\\n])+"
_LIEN = re.compile(rf"(?<!\\)\[({_LIBELLE})\]\(({_ADRESSE})\)")
_LIEN_SEUL = re.compile(rf"\[({_LIBELLE})\]\(({_ADRESSE})\)")
_NUE = re.compile(r"https?://[^\s<>\"]+")
_FORT = re.compile(r"(?<!\\)\*\*((?:\\.|[^*\\\n])+)\*\*")
_ECHAPPE = re.compile(r"\\([\\\[\]*])")
_PONCTUATION = ".,;:!?»)]"


def neutraliser(texte: str) -> str:
    """`texte` as it will be read, whatever signs of form it holds."""
    return re.sub(r"([\\\[\]*])", r"\\\1", texte)


def nu(texte: str) -> str:
    """Without the escapes of `neutraliser`."""
    return _ECHAPPE.sub(r"\1", texte)


def en_texte(source: str) -> str:
    """The plain text: what a link leads to is written."""
    return "\n".join(_ligne_en_texte(ligne) for ligne in source.splitlines())


def _ligne_en_texte(ligne: str) -> str:
    if seul := _LIEN_SEUL.fullmatch(ligne.strip()):
        return f"{nu(seul[1])} :\n{nu(seul[2])}"
    ligne = _LIEN.sub(lambda lien: f"{lien[1]} ({lien[2]})", ligne.removeprefix("## "))
    return nu(_FORT.sub(r"\1", ligne))


def en_html(source: str) -> str:
    """The HTML of the body: everything typed is escaped."""
    return "\n".join(
        _bloc(genre, list(lignes))
        for bloc in re.split(r"\n\s*\n", source.strip())
        for genre, lignes in groupby(filter(str.strip, bloc.splitlines()), _genre)
    )


def _genre(ligne: str) -> str:
    if ligne.startswith("## "):
        return "titre"
    if ligne.startswith("- "):
        return "liste"
    return "bouton" if _LIEN_SEUL.fullmatch(ligne.strip()) else "texte"


def _bloc(genre: str, lignes: list[str]) -> str:
    if genre == "titre":
        return "\n".join(f"<h2>{_en_ligne(ligne[3:])}</h2>" for ligne in lignes)
    if genre == "liste":
        return "<ul>{}</ul>".format("".join(f"<li>{_en_ligne(ligne[2:])}</li>" for ligne in lignes))
    if genre == "bouton":
        return "\n".join(f'<p class="bouton">{_en_ligne(ligne.strip())}</p>' for ligne in lignes)
    return "<p>{}</p>".format("<br>\n".join(_en_ligne(ligne) for ligne in lignes))


def _en_ligne(texte: str) -> str:
    """Links first, so that nothing inside an address is taken for form."""
    morceaux, fin = [], 0
    for lien in _LIEN.finditer(texte):
        morceaux += [_sans_lien(texte[fin : lien.start()]), _ancre(nu(lien[2]), _gras(lien[1]))]
        fin = lien.end()
    return "".join([*morceaux, _sans_lien(texte[fin:])])


def _sans_lien(texte: str) -> str:
    morceaux, fin = [], 0
    for adresse in _NUE.finditer(texte):
        url = adresse[0].rstrip(_PONCTUATION)
        morceaux += [_gras(texte[fin : adresse.start()]), _ancre(nu(url), escape(nu(url)))]
        fin = adresse.start() + len(url)
    return "".join([*morceaux, _gras(texte[fin:])])


def _gras(texte: str) -> str:
    return nu(_FORT.sub(r"<strong>\1</strong>", escape(texte)))


def _ancre(url: str, contenu: str) -> str:
    return f'<a href="{escape(url)}">{contenu}</a>'

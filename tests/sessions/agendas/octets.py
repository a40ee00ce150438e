"""A check of a calendar's bytes, which no parser makes: line ends, folding, control characters."""

import re


def defauts(contenu: bytes) -> list[str]:
    """Every breach of RFC 5545 section 3.1 in these bytes, in words; empty when there is none."""
    trouves = []
    try:
        contenu.decode()
    except UnicodeDecodeError as erreur:
        trouves.append(f"not UTF-8: {erreur}")
    if not contenu.endswith(b"\r\n"):
        trouves.append("the last line has no CRLF")
    if contenu.startswith(b"\xef\xbb\xbf"):
        trouves.append("byte order mark")
    lignes = contenu.removesuffix(b"\r\n").split(b"\r\n")
    for numero, ligne in enumerate(lignes, start=1):
        trouves += [f"line {numero}: {defaut}" for defaut in _defauts_de_ligne(ligne)]
    return trouves


def _defauts_de_ligne(ligne: bytes) -> list[str]:
    trouves = []
    if not ligne.strip():
        trouves.append("empty line")
    if len(ligne) > 75:
        trouves.append(f"{len(ligne)} octets")
    if b"\n" in ligne or b"\r" in ligne:
        trouves.append("CR or LF alone")
    if re.search(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", ligne):
        trouves.append("control character")
    if re.search(rb"\xc2[\x80-\x9f]|\xe2\x80[\xa8\xa9]", ligne):
        trouves.append("a character some readers take for a line end")
    if not re.match(rb"[ \t]|[A-Za-z0-9-]+[:;]", ligne):
        trouves.append("neither a property nor a continuation")
    try:
        ligne.decode()
    except UnicodeDecodeError:
        trouves.append("a character is cut by folding")
    return trouves

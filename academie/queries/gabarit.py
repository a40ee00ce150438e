"""The texts of messages: which one is in force, and what it reads once filled."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.template.loader import get_template, render_to_string

from academie.branchements.gabarits import GABARITS, Gabarit
from academie.courrier.forme import neutraliser
from academie.courrier.places import fautes, remplir, remplir_ligne
from academie.models import VersionGabarit


@dataclass(frozen=True)
class Texte:
    """What is written before it is filled."""

    sujet: str
    texte: str


def texte_d_origine(code: str) -> Texte:
    """What comes with the product."""
    sujet, _saut, texte = get_template(code).template.source.strip().partition("\n")
    return Texte(sujet.strip(), texte.strip())


def texte_en_vigueur(gabarit: Gabarit) -> Texte:
    """The last version, unless it names what the product no longer knows: then what comes with the product."""
    version = VersionGabarit.objects.filter(code=gabarit.code).first()
    if version is None or version.origine:
        return texte_d_origine(gabarit.code)
    if fautes(f"{version.sujet}\n{version.texte}", gabarit.variables):
        return texte_d_origine(gabarit.code)
    return Texte(version.sujet, version.texte)


def remplir_texte(texte: Texte, valeurs: Mapping[str, str]) -> dict[str, str]:
    return {"sujet": remplir_ligne(texte.sujet, valeurs)[:300], "texte": remplir(texte.texte, valeurs)}


def redacteur(code: str) -> Callable[[Mapping], dict[str, str]]:
    """What gives the subject and the text of each message of this template: its text is read once for all.

    Raises:
        KeyError: later, when the context of a message lacks one of the variables that its template declares.
    """
    gabarit = GABARITS.get(code)
    if gabarit is None or not gabarit.modifiable:
        return lambda contexte: _rendre(code, contexte)
    texte = texte_en_vigueur(gabarit)
    return lambda contexte: remplir_texte(texte, {nom: str(contexte[nom]) for nom in gabarit.variables})


def _rendre(code: str, contexte: Mapping) -> dict[str, str]:
    """A Django template knows nothing of the light form: what looks like it is only text."""
    sujet, _saut, texte = render_to_string(code, dict(contexte)).strip().partition("\n")
    if "](" in texte or "**" in texte or "\\" in texte:
        texte = neutraliser(texte)
    return {"sujet": sujet.strip()[:300], "texte": texte.strip()}

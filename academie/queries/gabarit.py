"""The texts of messages: which one is in force, and what it reads once filled."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.template.loader import get_template, render_to_string
from django.utils.safestring import mark_safe

from academie.branchements.gabarits import GABARITS, Gabarit
from academie.courrier.forme import en_html, en_texte, neutraliser
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


@dataclass(frozen=True)
class Apercu:
    """A message as it is received, on a real case."""

    sujet: str
    texte: str
    html: str


def apercu(gabarit: Gabarit, texte: Texte, exemple: str) -> Apercu:
    contexte = gabarit.exemples.contexte(gabarit.code, exemple)
    rempli = remplir_texte(texte, {nom: str(contexte.get(nom, "")) for nom in gabarit.variables})
    return Apercu(rempli["sujet"], en_texte(rempli["texte"]), mark_safe(en_html(rempli["texte"])))


def versions_de(gabarit: Gabarit):
    return VersionGabarit.objects.filter(code=gabarit.code).select_related("par")


def par_theme() -> list[dict]:
    """Every message that may be rewritten, by theme, with the version in force when it is not the original."""
    dernieres = {version.code: version for version in VersionGabarit.objects.select_related("par").order_by("numero")}
    themes: dict[str, list] = defaultdict(list)
    for gabarit in GABARITS.values():
        if gabarit.modifiable:
            version = dernieres.get(gabarit.code)
            themes[str(gabarit.theme)].append(
                {"gabarit": gabarit, "version": None if version is None or version.origine else version}
            )
    return [{"theme": theme, "lignes": lignes} for theme, lignes in sorted(themes.items())]

"""Data sets as a page shows them, and as search engines read them (schema.org)."""

import json
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from academie.diffusion.collection import Champ, Jeu, Parametre, adresse
from academie.diffusion.openapi import LICENCE

# What would end the element, or begin another one, inside a script.
ECHAPPES = {ord(caractere): f"\\u{ord(caractere):04x}" for caractere in "<>&\u2028\u2029"}
GENRES = {
    "string": gettext_lazy("texte"),
    "integer": gettext_lazy("nombre entier"),
    "array": gettext_lazy("liste"),
    "object": gettext_lazy("objet"),
    "date": gettext_lazy("jour"),
    "date-time": gettext_lazy("date et heure"),
    "uri": gettext_lazy("adresse web"),
}


@dataclass(frozen=True)
class Ligne:
    """A field or a parameter, in words."""

    nom: str
    type: str
    description: str
    valeurs: list[tuple[str, str]]
    exemple: str = ""


@dataclass(frozen=True)
class Presentation:
    nom: str
    titre: str
    description: str
    json: str
    csv: str
    objet: str
    champs: list[Ligne]
    parametres: list[Ligne]


def presenter(jeu: Jeu) -> Presentation:
    return Presentation(
        nom=jeu.nom,
        titre=str(jeu.titre),
        description=str(jeu.description),
        json=adresse(jeu, "json"),
        csv=adresse(jeu, "csv"),
        objet=f"{settings.BASE_URL}{jeu.chemin}/" + "{id}.json" if jeu.identifiant else "",
        champs=[_ligne(champ) for champ in jeu.champs],
        parametres=[_ligne(parametre, parametre.exemple) for parametre in jeu.parametres],
    )


def _ligne(champ: Champ | Parametre, exemple: str = "") -> Ligne:
    valeurs = [(code, str(libelle)) for code, libelle in champ.valeurs.items()]
    return Ligne(champ.nom, dire_type(champ.schema), str(champ.description), valeurs, exemple)


def dire_type(schema: dict[str, Any]) -> str:
    types = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    dit = str(GENRES[schema.get("format") or types[0]])
    return _("%(type)s, ou rien") % {"type": dit} if "null" in types else dit


def catalogue_schema(jeux: list[Jeu]) -> SafeString:
    """A `DataCatalog` and its `Dataset`s."""
    editeur = {"@type": "Organization", "name": settings.EDITEUR["nom"], "url": settings.BASE_URL}
    return en_script(
        {
            "@context": "https://schema.org",
            "@type": "DataCatalog",
            "name": _("Données ouvertes d'OTeN Académie"),
            "url": f"{settings.BASE_URL}/donnees/",
            "inLanguage": "fr",
            "license": LICENCE["url"],
            "publisher": editeur,
            "dataset": [_dataset(jeu, editeur) for jeu in jeux],
        }
    )


def _dataset(jeu: Jeu, editeur: dict) -> dict:
    formats = {"json": "application/json", "csv": "text/csv"}
    return {
        "@type": "Dataset",
        "name": str(jeu.titre),
        "description": str(jeu.description),
        "url": f"{settings.BASE_URL}/donnees/#{jeu.nom}",
        "license": LICENCE["url"],
        "creator": editeur,
        "isAccessibleForFree": True,
        "distribution": [
            {"@type": "DataDownload", "encodingFormat": type_, "contentUrl": adresse(jeu, format_)}
            for format_, type_ in formats.items()
        ],
    }


def en_script(donnees: dict) -> SafeString:
    """JSON-LD to print inside a script element, whatever people wrote in it."""
    return mark_safe(json.dumps(donnees, ensure_ascii=False).translate(ECHAPPES))

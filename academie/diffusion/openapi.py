"""The description of the open data in OpenAPI 3.1: every word of it comes from the tables of the data sets."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from academie.diffusion.collection import PAR_PAGE, PAR_PAGE_MAXIMUM, Champ, Jeu, Parametre, Schema
from academie.diffusion.probleme import GENRES, TYPE

LICENCE = {"name": "Licence Ouverte 2.0", "url": "https://www.etalab.gouv.fr/licence-ouverte-open-licence/"}
CSV = "text/csv"
JSON = "application/json"
PROBLEME: Schema = {
    "type": "object",
    "properties": {
        "type": {"type": "string", "format": "uri"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "erreurs": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {"parametre": {"type": "string"}, "detail": {"type": "string"}},
                "required": ["parametre", "detail"],
            },
        },
    },
    "required": ["type", "title", "status", "detail"],
}


def decrire(jeux: Iterable[Jeu]) -> dict[str, Any]:
    jeux = list(jeux)
    return {
        "openapi": "3.1.0",
        "jsonSchemaDialect": "https://json-schema.org/draft/2020-12/schema",
        "info": {
            "title": _("Données ouvertes d'OTeN Académie"),
            "version": "1",
            "description": _("Le catalogue des programmes et les sessions, en lecture seule, sans donnée personnelle."),
            "license": LICENCE,
            "contact": {"email": settings.CONTACT},
        },
        "externalDocs": {"url": f"{settings.BASE_URL}/donnees/"},
        "servers": [{"url": settings.BASE_URL}],
        "paths": {chemin: acces for jeu in jeux for chemin, acces in _chemins(jeu)},
        "components": {
            "schemas": {jeu.objet: schema(jeu) for jeu in jeux} | {"Probleme": PROBLEME},
            "responses": {genre: _probleme(genre) for genre in GENRES}
            | {"inchange": {"description": _("Rien n'a changé.")}},
        },
    }


def schema(jeu: Jeu) -> Schema:
    """One row, in JSON Schema."""
    return {
        "type": "object",
        "description": str(jeu.description),
        "properties": {champ.nom: schema_du_champ(champ) for champ in jeu.champs},
        "required": [champ.nom for champ in jeu.champs],
        "additionalProperties": False,
    }


def schema_du_champ(champ: Champ | Parametre) -> Schema:
    description = str(champ.description)
    complet = champ.schema | {"description": description}
    if champ.valeurs:
        rien = [None] if "null" in champ.schema["type"] else []
        complet["enum"] = [*champ.valeurs, *rien]
        complet["description"] = f"{description} {libelles(champ)}"
    return complet


def libelles(champ: Champ | Parametre) -> str:
    return ", ".join(f"{code} ({libelle})" for code, libelle in champ.valeurs.items()) + "."


def _chemins(jeu: Jeu) -> Iterable[tuple[str, dict]]:
    filtres = [_parametre(parametre) for parametre in jeu.parametres]
    reference = {"$ref": f"#/components/schemas/{jeu.objet}"}
    page = {
        "type": "object",
        "properties": {
            "donnees": {"type": "array", "items": reference},
            "suivant": {
                "type": ["string", "null"],
                "format": "uri",
                "description": _("L'adresse de la page suivante, à suivre telle quelle\xa0; rien sur la dernière."),
            },
        },
        "required": ["donnees", "suivant"],
    }
    yield f"{jeu.chemin}.json", _lecture(jeu, _("Une page"), [*filtres, *_pagination()], JSON, page)
    yield f"{jeu.chemin}.csv", _lecture(jeu, _("Tout, en un fichier"), filtres, CSV, {"type": "string"})
    if jeu.identifiant:
        cle = next(champ for champ in jeu.champs if champ.nom == "id")
        identifiant = {"name": "id", "in": "path", "required": True, "schema": cle.schema}
        yield (
            f"{jeu.chemin}/{{id}}.json",
            _lecture(jeu, _("Un seul élément"), [identifiant], JSON, reference),
        )


def _lecture(jeu: Jeu, resume: str, parametres: list[dict], type_: str, contenu: Schema) -> dict:
    reponse = {
        "description": str(jeu.titre),
        "headers": {"ETag": {"schema": {"type": "string"}}},
        "content": {type_: {"schema": contenu}},
    }
    problemes = {str(GENRES[genre][0]): {"$ref": f"#/components/responses/{genre}"} for genre in GENRES}
    return {
        "get": {
            "summary": f"{jeu.titre} – {resume}",
            "description": str(jeu.description),
            "tags": [jeu.nom],
            "parameters": parametres,
            "responses": {"200": reponse, "304": {"$ref": "#/components/responses/inchange"}, **problemes},
        }
    }


def _parametre(parametre: Parametre) -> dict:
    decrit = schema_du_champ(parametre)
    description = decrit.pop("description")
    if parametre.repete:
        description += " " + _("Répétable\xa0: l'une ou l'autre des valeurs.")
        decrit = {"type": "array", "items": decrit}
    return {
        "name": parametre.nom,
        "in": "query",
        "description": description,
        "schema": decrit,
        "example": [parametre.exemple] if parametre.repete else parametre.exemple,
    }


def _pagination() -> list[dict]:
    nombre = {"type": "integer", "minimum": 1, "maximum": PAR_PAGE_MAXIMUM, "default": PAR_PAGE}
    return [
        {"name": "par_page", "in": "query", "description": _("Nombre d'éléments par page."), "schema": nombre},
        {
            "name": "suite",
            "in": "query",
            "description": _("La place de la page, donnée par «\xa0suivant\xa0»\xa0: elle ne se compose pas."),
            "schema": {"type": "string"},
        },
    ]


def _probleme(genre: str) -> dict:
    reference = {"$ref": "#/components/schemas/Probleme"}
    return {"description": str(GENRES[genre][1]), "content": {TYPE: {"schema": reference}}}

"""Answers of the open data against their own description."""

import json

from jsonschema import Draft202012Validator, FormatChecker


def description(client) -> dict:
    return client.get("/donnees/v1/openapi.json").json()


def conforme(client, reponse, chemin: str):
    """The body of an answer, once the description of `chemin` has agreed to its status, type and every value."""
    document = description(client)
    attendue = document["paths"][chemin]["get"]["responses"][str(reponse.status_code)]
    if "$ref" in attendue:
        attendue = document["components"]["responses"][attendue["$ref"].rpartition("/")[2]]
    schema = attendue["content"][reponse["Content-Type"].partition(";")[0]]["schema"]
    corps = json.loads(reponse.content)
    schema = schema | {"components": document["components"]}
    erreurs = list(Draft202012Validator(schema, format_checker=FormatChecker()).iter_errors(corps))
    assert erreurs == []
    return corps


def parcourir(client, url: str) -> list[dict]:
    """Every row, page after page, as the answers themselves say."""
    lignes = []
    while url:
        reponse = client.get(url)
        corps = reponse.json()
        assert reponse.get("Link", "") == (f'<{corps["suivant"]}>; rel="next"' if corps["suivant"] else "")
        lignes += corps["donnees"]
        url = corps["suivant"]
    return lignes

"""What somebody else needs to verify a badge: fetched at our public addresses, as they would."""

import json

from django.conf import settings
from django.test import Client

from certificats.badges.contextes import MULTIKEY, contexte
from certificats.badges.preuves import entete_et_charge

LU_EN_JSON = {"headers": {"accept": "application/ld+json"}}


def lire(adresse: str) -> dict:
    assert adresse.startswith(settings.BASE_URL)
    reponse = Client().get(adresse.removeprefix(settings.BASE_URL), **LU_EN_JSON)
    assert reponse.status_code == 200, adresse
    assert reponse["Access-Control-Allow-Origin"] == "*"
    return json.loads(reponse.content)


def dossier(contenu: dict, jeton: str) -> dict:
    """The credential, and every document that its addresses lead to."""
    adresses = [
        contenu["issuer"]["id"],
        contenu["proof"][0]["verificationMethod"],
        contenu["credentialStatus"]["statusListCredential"],
    ]
    documents = {adresse: lire(adresse) for adresse in adresses}
    liste = documents[adresses[-1]]
    for methode in (liste["proof"][0]["verificationMethod"],):
        documents[methode] = lire(methode)
    return {
        "credential": contenu,
        "jwt": jeton,
        "documents": {**documents, MULTIKEY: contexte(MULTIKEY)},
        "trousseau": lire(f"{settings.BASE_URL}/badges/jwks.json"),
    }


def cle_du_jeton(jeton: str) -> dict:
    return lire(entete_et_charge(jeton)[0]["kid"])

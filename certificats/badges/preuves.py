"""What proves that a credential is the issuer's: Data Integrity `eddsa-rdfc-2022` inside, JWT RS256 around.

Both are asked by Open Badges 3.0 (https://www.imsglobal.org/spec/ob/v3p0/, sections 8.2 and 8.3).
"""

from hashlib import sha256

import jwt
from cryptography.exceptions import InvalidSignature

from certificats import cles
from certificats.badges.contextes import contexte

SUITE = "eddsa-rdfc-2022"
_BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_ED25519 = b"\xed\x01"


class PreuveFausse(Exception):
    """The signature is not that of this key on this text."""


def _charger(adresse: str, _options) -> dict:
    from pyld import jsonld  # brings an HTTP client, slow to load, that nothing here uses

    try:
        document = contexte(adresse)
    except KeyError as erreur:
        raise jsonld.JsonLdError(f"no pinned context for {adresse}", "jsonld.LoadDocumentError") from erreur
    return {"contextUrl": None, "documentUrl": adresse, "document": document, "contentType": "application/ld+json"}


def _canonique(document: dict) -> bytes:
    """Return the sorted N-Quads of a document (RDFC-1.0).

    Raises:
        PreuveFausse: it is no JSON-LD, or names a context that we do not keep.
    """
    from pyld import jsonld

    options = {"algorithm": "URDNA2015", "format": "application/n-quads", "documentLoader": _charger}
    try:
        return jsonld.normalize(document, options).encode()
    except (jsonld.JsonLdError, TypeError, ValueError, AttributeError, RecursionError) as erreur:
        raise PreuveFausse from erreur


def _a_signer(credential: dict, preuve: dict) -> bytes:
    sans = {nom: valeur for nom, valeur in credential.items() if nom != "proof"}
    config = {"@context": credential["@context"], **preuve}
    return sha256(_canonique(config)).digest() + sha256(_canonique(sans)).digest()


def signer_integrite(credential: dict, *, cle, methode: str, le: str) -> dict:
    """Return `credential` with its embedded proof.

    Args:
        cle: a private key, loaded (`cles.privee`).
        methode: the address where the public key is read.
        le: an ISO 8601 instant.
    """
    preuve = {
        "type": "DataIntegrityProof",
        "cryptosuite": SUITE,
        "created": le,
        "verificationMethod": methode,
        "proofPurpose": "assertionMethod",
    }
    signature = cle.sign(_a_signer(credential, preuve))
    # An array, even of one: the published schema wants it.
    return {**credential, "proof": [{**preuve, "proofValue": multibase(signature)}]}


def verifier_integrite(credential: dict, preuve: dict, *, publique_pem: str) -> None:
    """Raises PreuveFausse unless `preuve`, one of the credential's, was made by this key on this very text."""
    config = {nom: valeur for nom, valeur in preuve.items() if nom != "proofValue"}
    if config.get("cryptosuite") != SUITE or config.get("proofPurpose") != "assertionMethod":
        raise PreuveFausse
    try:
        cles.lire_publique(publique_pem).verify(lire_multibase(preuve.get("proofValue")), _a_signer(credential, config))
    except (InvalidSignature, ValueError, TypeError) as erreur:
        raise PreuveFausse from erreur


def signer_jwt(credential: dict, *, cle, kid: str, nbf: int) -> str:
    """Return the compact JWS whose payload is the credential, with the claims that repeat it."""
    charge = {**credential, "iss": credential["issuer"]["id"], "jti": credential["id"], "nbf": nbf}
    return jwt.encode(charge, cle, algorithm="RS256", headers={"kid": kid})


def verifier_jwt(jeton: str, *, publique_pem: str) -> dict:
    """Return the payload of a JWS signed RS256 by this key. Another algorithm is refused, `none` and HS256 first.

    Raises:
        PreuveFausse: it is not.
    """
    try:
        return jwt.decode(
            jeton,
            publique_pem,
            algorithms=["RS256"],
            options={
                "verify_exp": False,
                "verify_nbf": False,
                "verify_iat": False,
                "verify_aud": False,
            },  # dates: later
        )
    except jwt.PyJWTError as erreur:
        raise PreuveFausse from erreur


def entete_et_charge(jeton: str) -> tuple[dict, dict]:
    """Return what a JWS claims, unverified.

    Raises:
        PreuveFausse: it is no JWS.
    """
    try:
        entier = jwt.decode_complete(jeton, options={"verify_signature": False})
    except (jwt.PyJWTError, RecursionError) as erreur:
        raise PreuveFausse from erreur
    return entier["header"], entier["payload"]


def multibase(octets: bytes) -> str:
    """Return base58btc with the letter that names it."""
    nombre, lettres = int.from_bytes(octets), ""
    while nombre:
        nombre, reste = divmod(nombre, 58)
        lettres = _BASE58[reste] + lettres
    zeros = len(octets) - len(octets.lstrip(b"\0"))
    return "z" + "1" * zeros + lettres


def lire_multibase(texte) -> bytes:
    """Raises ValueError: this is not base58btc of reasonable size."""
    if not isinstance(texte, str) or texte[:1] != "z" or len(texte) > 200:
        raise ValueError
    nombre = 0
    for lettre in texte[1:]:
        nombre = nombre * 58 + _BASE58.index(lettre)
    zeros = len(texte) - 1 - len(texte[1:].lstrip("1"))
    return b"\0" * zeros + nombre.to_bytes((nombre.bit_length() + 7) // 8)


def multikey(publique_pem: str) -> str:
    """Return an Ed25519 public key as `publicKeyMultibase` writes it."""
    return multibase(_ED25519 + cles.lire_publique(publique_pem).public_bytes_raw())

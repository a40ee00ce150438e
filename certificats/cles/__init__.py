"""Keys that sign: made, named, published. Plain PEM text in, plain PEM text and JSON out.

The name of a key (`kid`) is the SHA-256 of what defines it (RFC 7638): nobody chooses it, no two keys share it.
"""

import base64
import json
from datetime import datetime, timedelta
from functools import lru_cache
from hashlib import sha256

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, RSAPublicKey, generate_private_key
from cryptography.x509.oid import NameOID

TAILLE_RSA = 3072
VALIDITE_DU_CERTIFICAT = timedelta(days=3653)


def nouvelle_cle_rsa() -> str:
    return _pem(generate_private_key(public_exponent=65537, key_size=TAILLE_RSA))


def nouvelle_cle_ed25519() -> str:
    return _pem(Ed25519PrivateKey.generate())


def _pem(cle: RSAPrivateKey | Ed25519PrivateKey) -> str:
    return cle.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    ).decode()


@lru_cache(maxsize=16)
def privee(pem: str):
    """Read once per process: to check an RSA key takes longer than to sign with it a hundred times."""
    return serialization.load_pem_private_key(pem.encode(), password=None)


def publique(pem: str) -> str:
    """Return the public half of a private key."""
    return (
        privee(pem)
        .public_key()
        .public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
        .decode()
    )


def lire_publique(pem: str):
    return serialization.load_pem_public_key(pem.encode())


def jwk(publique_pem: str) -> dict[str, str]:
    """Return the members that define a public key, and no other (RFC 7517, RFC 8037)."""
    cle = lire_publique(publique_pem)
    if isinstance(cle, RSAPublicKey):
        nombres = cle.public_numbers()
        return {"kty": "RSA", "n": _entier(nombres.n), "e": _entier(nombres.e)}
    assert isinstance(cle, Ed25519PublicKey)
    return {"kty": "OKP", "crv": "Ed25519", "x": base64url(cle.public_bytes_raw())}


def kid(publique_pem: str) -> str:
    """Return the thumbprint of a public key (RFC 7638)."""
    membres = json.dumps(jwk(publique_pem), sort_keys=True, separators=(",", ":"))
    return base64url(sha256(membres.encode()).digest())


def base64url(octets: bytes) -> str:
    return base64.urlsafe_b64encode(octets).rstrip(b"=").decode()


def _entier(nombre: int) -> str:
    return base64url(nombre.to_bytes((nombre.bit_length() + 7) // 8))


def certificat_autosigne(cle_pem: str, *, nom: str, organisme: str, le: datetime) -> str:
    """Return a certificate that vouches for nothing but the key itself: whoever reads it must be told so."""
    cle = privee(cle_pem)
    sujet = x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "FR"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisme[:64]),
            x509.NameAttribute(NameOID.COMMON_NAME, nom[:64]),
        ]
    )
    usage = x509.KeyUsage(True, True, False, False, False, False, False, False, False)  # signs, and means it
    certificat = (
        x509.CertificateBuilder()
        .subject_name(sujet)
        .issuer_name(sujet)
        .public_key(cle.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(le)
        .not_valid_after(le + VALIDITE_DU_CERTIFICAT)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(usage, critical=True)
        .sign(cle, hashes.SHA256())
    )
    return certificat.public_bytes(serialization.Encoding.PEM).decode()


def sujet_et_fin(chaine_pem: str) -> tuple[str, datetime, bool]:
    """Return the name that a chain's first certificate bears, the end of its validity, and whether it signs itself."""
    certificat = x509.load_pem_x509_certificates(chaine_pem.encode())[0]
    noms = certificat.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    try:
        certificat.verify_directly_issued_by(certificat)
        autosigne = True
    except (ValueError, TypeError, InvalidSignature):
        autosigne = False
    nom = str(noms[0].value) if noms else certificat.subject.rfc4514_string()
    return nom, certificat.not_valid_after_utc, autosigne


class CleIllisible(ValueError):
    """What the operator gave cannot sign; the message says why, in French."""


def lire_operateur(cle: str, chaine: str) -> tuple[str, str]:
    """Return the operator's private key and chain as PEM, from PEM text or base64 of it.

    Raises:
        CleIllisible: one is missing or unreadable, the key is not RSA of 3072 bits or more, or they do not go together.
    """
    if not (cle and chaine):
        raise CleIllisible("CACHET_CLE et CACHET_CERTIFICAT vont ensemble : donnez les deux, ou aucune des deux.")
    cle, chaine = _texte("CACHET_CLE", cle), _texte("CACHET_CERTIFICAT", chaine)
    try:
        lue = privee(cle)
    except (ValueError, TypeError) as erreur:
        raise CleIllisible("CACHET_CLE n'est pas une clé privée PEM sans mot de passe.") from erreur
    if not isinstance(lue, RSAPrivateKey) or lue.key_size < TAILLE_RSA:
        raise CleIllisible(f"CACHET_CLE doit être une clé RSA d'au moins {TAILLE_RSA} bits.")
    try:
        certificats = x509.load_pem_x509_certificates(chaine.encode())
    except ValueError as erreur:
        raise CleIllisible("CACHET_CERTIFICAT n'est pas un certificat X.509 au format PEM.") from erreur
    if certificats[0].public_key() != lue.public_key():
        raise CleIllisible(
            "Le premier certificat de CACHET_CERTIFICAT n'est pas celui de CACHET_CLE : donnez d'abord le certificat du "
            "cachet, puis ses autorités."
        )
    return cle, chaine


def _texte(variable: str, valeur: str) -> str:
    if valeur.lstrip().startswith("-----BEGIN"):
        return valeur.replace("\\n", "\n")
    try:
        return base64.b64decode(valeur, validate=True).decode("ascii")
    except ValueError as erreur:
        raise CleIllisible(f"{variable} n'est ni un texte PEM, ni sa forme en base64.") from erreur

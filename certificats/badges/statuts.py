"""The published list of what no longer stands: one bit a badge (https://www.w3.org/TR/vc-bitstring-status-list/)."""

import gzip
import secrets
from base64 import urlsafe_b64encode
from collections.abc import Collection, Iterable

from certificats.badges.contextes import CREDENTIALS

# The smallest size allowed: a badge hides among many.
TAILLE = 131_072


def rangs_libres(pris: Collection[int], combien: int) -> list[int]:
    """Return `combien` ranks drawn at random among those of a list that are free: none tells who came first."""
    libres = list(set(range(TAILLE)).difference(pris))
    return [libres.pop(secrets.randbelow(len(libres))) for _un in range(combien)]


def encoder(rangs: Iterable[int]) -> str:
    """Return the bits as they are published: the first bit is the highest of the first byte."""
    bits = bytearray(TAILLE // 8)
    for rang in rangs:
        bits[rang // 8] |= 128 >> rang % 8
    return "u" + urlsafe_b64encode(gzip.compress(bytes(bits), mtime=0)).rstrip(b"=").decode()


def liste(*, adresse: str, emetteur: str, rangs: Iterable[int], le: str) -> dict:
    """The credential that carries the list, not signed yet."""
    return {
        "@context": [CREDENTIALS],
        "id": adresse,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": emetteur,
        "validFrom": le,
        "credentialSubject": {
            "id": f"{adresse}#list",
            "type": "BitstringStatusList",
            "statusPurpose": "revocation",
            "encodedList": encoder(rangs),
        },
    }

"""The JSON-LD contexts that a badge names, pinned: nothing is ever fetched to sign or to verify.

W3C: credentials/v2, data-integrity/v2, multikey/v1; 1EdTech: Open Badges 3.0.3.
"""

import json
from functools import cache
from pathlib import Path

CREDENTIALS = "https://www.w3.org/ns/credentials/v2"
OPEN_BADGES = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
MULTIKEY = "https://w3id.org/security/multikey/v1"
# The two words of a profile that neither of them defines.
IDENTIFIANTS = {
    mot: {"@id": f"https://w3id.org/security#{mot}", "@type": "@id", "@container": "@set"}
    for mot in ("verificationMethod", "assertionMethod")
}
FICHIERS = {
    CREDENTIALS: "credentials-v2.json",
    OPEN_BADGES: "ob-v3p0-context-3.0.3.json",
    MULTIKEY: "security-multikey-v1.json",
    "https://w3id.org/security/data-integrity/v2": "security-data-integrity-v2.json",
}


@cache
def contexte(adresse: str) -> dict:
    """Return the context published at `adresse`.

    Raises:
        KeyError: none is pinned for that address.
    """
    return json.loads((Path(__file__).parent / FICHIERS[adresse]).read_text("utf-8"))

"""Open Badges 3.0 documents: who issues, what a programme proves, what one person received.

A person is known by the salted hash of an e-mail address, and by nothing else.
"""

import secrets
from dataclasses import dataclass
from hashlib import sha256

from certificats.badges.contextes import CREDENTIALS, IDENTIFIANTS, MULTIKEY, OPEN_BADGES
from certificats.badges.preuves import multikey


@dataclass(frozen=True)
class Emetteur:
    adresse: str
    nom: str
    site: str
    description: str
    courriel: str


@dataclass(frozen=True)
class Competence:
    code: str
    nom: str
    referentiel: str
    adresse: str
    niveau: str

    @property
    def ancre(self) -> str:
        return self.adresse.rpartition("#")[2]


@dataclass(frozen=True)
class Reussite:
    """What a version of a programme proves."""

    adresse: str
    nom: str
    version: str
    description: str
    condition: str
    objectifs: tuple[str, ...]
    theme: str
    image: str
    competences: tuple[Competence, ...]

    @property
    def criteres(self) -> str:
        """In Markdown, as Open Badges wants a narrative."""
        return "\n".join([self.condition, *(f"- {objectif}" for objectif in self.objectifs)])


@dataclass(frozen=True)
class Statut:
    """A bit of a published list."""

    liste: str
    rang: int


def nouveau_sel() -> str:
    return secrets.token_hex(16)


def empreinte_du_courriel(courriel: str, sel: str) -> str:
    """Case is not part of an address that a person types."""
    return "sha256$" + sha256(f"{courriel.strip().lower()}{sel}".encode()).hexdigest()


def _emetteur(emetteur: Emetteur) -> dict:
    return {"id": emetteur.adresse, "type": ["Profile"], "name": emetteur.nom, "url": emetteur.site}


def profil(emetteur: Emetteur, methodes: list[dict]) -> dict:
    """The issuer's profile, with the keys that verify what it signs (`methode`)."""
    return {
        "@context": [OPEN_BADGES, MULTIKEY, IDENTIFIANTS],
        **_emetteur(emetteur),
        "description": emetteur.description,
        "email": emetteur.courriel,
        "verificationMethod": [{nom: un[nom] for nom in un if nom != "@context"} for un in methodes],
        "assertionMethod": [methode["id"] for methode in methodes],
    }


def methode(*, adresse: str, emetteur: str, publique_pem: str, revoquee_le: str | None) -> dict:
    """An Ed25519 key as those who verify read it."""
    cle = {
        "@context": MULTIKEY,
        "id": adresse,
        "type": "Multikey",
        "controller": emetteur,
        "publicKeyMultibase": multikey(publique_pem),
    }
    return cle | ({"revoked": revoquee_le} if revoquee_le else {})


def achievement(reussite: Reussite, emetteur: Emetteur) -> dict:
    return {
        "id": reussite.adresse,
        "type": ["Achievement"],
        "achievementType": "CertificateOfCompletion",
        "name": reussite.nom,
        "version": reussite.version,
        "inLanguage": "fr",
        "description": reussite.description,
        "criteria": {"id": reussite.adresse, "narrative": reussite.criteres},
        "image": {"id": reussite.image, "type": "Image", "caption": reussite.nom},
        "creator": _emetteur(emetteur),
        "tag": [reussite.theme],
        "alignment": [_alignement(competence) for competence in reussite.competences],
    }


def _alignement(competence: Competence) -> dict:
    return {
        "type": ["Alignment"],
        "targetName": competence.nom,
        "targetUrl": competence.adresse,
        "targetFramework": competence.referentiel,
        "targetCode": competence.code,
        "targetDescription": competence.niveau,
    }


def achievement_publie(reussite: Reussite, emetteur: Emetteur) -> dict:
    return {"@context": [CREDENTIALS, OPEN_BADGES], **achievement(reussite, emetteur)}


def credential(
    *, adresse: str, emetteur: Emetteur, reussite: dict, courriel: str, sel: str, preuve: str, statut: Statut, le: str
) -> dict:
    """What one person received, not signed yet.

    Args:
        reussite: an `achievement`, the same for all who followed the version.
        preuve: the sentence that says why the badge was given.
        le: an ISO 8601 instant in UTC.
    """
    return {
        "@context": [CREDENTIALS, OPEN_BADGES],
        "id": adresse,
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": reussite["name"],
        "issuer": _emetteur(emetteur),
        "validFrom": le,
        "credentialSubject": {
            "type": ["AchievementSubject"],
            "identifier": [
                {
                    "type": "IdentityObject",
                    "hashed": True,
                    "identityHash": empreinte_du_courriel(courriel, sel),
                    "identityType": "emailAddress",
                    "salt": sel,
                }
            ],
            "achievement": reussite,
        },
        "evidence": [{"type": ["Evidence"], "name": "Assiduité", "narrative": preuve}],
        "credentialStatus": {
            "id": f"{statut.liste}#{statut.rang}",
            "type": "BitstringStatusListEntry",
            "statusPurpose": "revocation",
            "statusListIndex": str(statut.rang),
            "statusListCredential": statut.liste,
        },
    }


def defaut(document) -> str:
    """Return the first member that keeps `document` from being an Open Badges 3.0 credential; "" when none does."""
    if not isinstance(document, dict):
        return "@context"
    contextes = document.get("@context")
    if not isinstance(contextes, list) or contextes[:1] != [CREDENTIALS] or not _open_badges(contextes):
        return "@context"
    types = document.get("type")
    if not isinstance(types, list) or not {"OpenBadgeCredential", "AchievementCredential"} & set(map(str, types)):
        return "type"
    for nom in ("id", "validFrom"):
        if not isinstance(document.get(nom), str):
            return nom
    if not adresse_emetteur(document):
        return "issuer"
    sujet = document.get("credentialSubject")
    if not isinstance(sujet, dict) or not isinstance(sujet.get("achievement"), dict):
        return "credentialSubject"
    return "" if sujet.get("id") or sujet.get("identifier") else "identifier"


def _open_badges(contextes: list) -> bool:
    return any(isinstance(un, str) and un.startswith("https://purl.imsglobal.org/spec/ob/v3p0/") for un in contextes)


def adresse_emetteur(document: dict) -> str:
    emetteur = document.get("issuer")
    adresse = emetteur.get("id") if isinstance(emetteur, dict) else emetteur
    return adresse if isinstance(adresse, str) else ""
